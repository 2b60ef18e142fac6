import type { Section } from '../en.ts';

/** "las 13:05", but "la 01:05" and "el mar 17 nov, 13:05". */
const the = (when: string): string =>
  /^01:/u.test(when) ? `la ${when}` : /^\d/u.test(when) ? `las ${when}` : `el ${when}`;
const at = (when: string): string => (/^\d/u.test(when) ? `a ${the(when)}` : the(when));

const s = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const guides: Section<'guides'> = {
  told: {
    meanwhile: 'Qué hacer mientras tanto',
    check: 'Qué comprobar ahora',
    checkLead: 'El intervalo indicado arriba le dice cuáles de sus tareas mirar. Según lo que vea:',
    lead: 'Según lo que vea:',
    toGuide: (title) => `Más: ${title}`,
    where: 'Dónde mirar',
    nothing: 'No hay que hacer nada.',
    otherwise: 'Si eso no funciona:',
    otherwiseAgain: 'Si eso tampoco funciona:',
    mind: 'Tenga en cuenta:',
    contact: 'A quién dirigirse',
    help: '¿Necesita más ayuda?',
    mixed: (language) => `No todo está traducido todavía. Lo que falta aparece en ${language}, el original.`,
    languages: { en: 'inglés', es: 'español' },
    when: { always: 'durante y después', during: 'mientras dura', afterwards: 'cuando ha terminado' },
  },

  page: {
    about: 'Trata de',
    open: (count) => s(count, 'Hay un incidente en curso:', 'Hay incidentes en curso:'),
    none: 'Ahora mismo no hay ningún incidente que la necesite.',
    updated: (time) => `Actualizada ${at(time)}.`,
    archived: 'Esta guía se conserva por incidentes pasados. Ya no se actualiza.',
    processes: '¿De qué se trata?',
    reportIt: '¿Ve otra cosa? Cuéntenoslo',
  },

  console: {
    title: 'Guías',
    lead: 'Lo que hacen los clientes durante un incidente y después. Un incidente lleva las guías de sus partes.',
    none: 'Todavía no hay guías',
    noneHint:
      'Empiece por lo que más se pregunta cuando algo falla: una campaña programada, una sincronización, una importación.',
    add: 'Escribir una guía',
    new: 'Una guía nueva',
    edit: 'Cambiar una guía',
    processes: (count) => s(count, '1 proceso', `${count} procesos`),
    symptoms: (count) => s(count, '1 síntoma', `${count} síntomas`),
    noParts: 'sin partes asociadas',
    carried: (count) => s(count, 'en 1 incidente abierto', `en ${count} incidentes abiertos`),
    archived: 'Archivadas',
    complete: 'En los dos idiomas',
    missing: (count, language) =>
      s(count, `1 texto aún no está en ${language}`, `${count} textos aún no están en ${language}`),
    languages: { en: 'inglés', es: 'español' },
    changedBy: (name) => `por ${name}`,
    onPage: 'Verla en su página',
    saved: 'Guardada. Está en su página y en cada incidente que la lleva.',
    added: 'Escrita. Está en su página y se ofrece cuando se publica una de sus partes.',
    removed: 'Archivada. Los incidentes que la llevan la conservan.',
    readOnly: 'Desarrollo escribe guías para las partes de su propio equipo. Esta trata de otras.',

    form: {
      label: 'La guía',
      save: 'Guardar la guía',
      preview: 'Vista previa',
      original: 'El original está escrito en',
      originalHint: 'Está a la izquierda. Quien lee en el otro idioma lo recibe donde falte la traducción.',
      title: 'Título',
      titleHint: 'Con qué ayuda; por ejemplo, «Campañas programadas».',
      intro: 'Introducción',
      introHint: 'Quién debería leerla, en una o dos frases.',
      parts: 'De qué partes trata',
      partsHint: 'Cuando se publica una de ellas, se ofrece esta guía, ya marcada.',
      contact: 'A quién dirigirse si nada de esto ayuda',
      process: (number) => `Proceso ${number}`,
      processName: 'Qué clase de tarea',
      processNameHint: '«Una campaña programada», «una sincronización», «una tarea automática», «una importación».',
      where: 'Dónde mirar',
      whereHint: 'El informe o el registro de actividad que muestra cómo fue.',
      processCaveat: 'Para tener en cuenta en todo ello',
      processContact: 'A quién dirigirse',
      symptom: (number) => `Síntoma ${number}`,
      seen: 'Qué se ve allí',
      seenHint: '«Envío pendiente», «sin datos», «error completo», «correcto».',
      means: 'Qué significa',
      when: 'Cuándo cuenta',
      action: (number) => `Acción ${number}`,
      actions: 'Qué hacer, por orden',
      actionsHint: 'Déjelo vacío si no hay que hacer nada.',
      do: 'Haga esto',
      fallback: 'Si eso no funciona',
      caveat: 'Para tener en cuenta',
      optional: 'opcional',
      untranslated: 'Sin traducir todavía',
      addProcess: 'Añadir un proceso',
      addSymptom: 'Añadir un síntoma',
      addAction: 'Añadir una acción',
      up: (what) => `Subir ${what}`,
      down: (what) => `Bajar ${what}`,
      remove: (what) => `Quitar ${what}`,
      kept: 'No se guarda nada hasta que pulse el botón del final.',
      refused: 'No se ha guardado.',
      room: (used, most) => `${used} de ${most} caracteres como máximo, entre todos los idiomas.`,
      markdown: 'Se puede usar Markdown en todo menos en los nombres.',
    },

    preview: {
      label: 'Como la ven los lectores',
      frame: { en: 'La guía en inglés', es: 'La guía en español' },
    },

    history: {
      title: 'Qué decía antes',
      version: (number) => `Versión ${number}`,
      now: 'lo que dice ahora',
      look: 'Verla',
      looking: (number) =>
        `Abajo está la versión ${number}, no lo que la guía dice ahora. Si la guarda, será la más reciente.`,
      back: 'Volver a lo que dice ahora',
    },

    archive: {
      summary: 'Archivarla',
      hint: 'Deja de ofrecerse. Los incidentes que la llevan la conservan, para que los enlaces de los correos sigan funcionando.',
      confirm: (title) => `Archivar ${title}`,
    },
  },

  compose: {
    legend: 'Qué hacer mientras tanto',
    hint: 'Las guías de las partes elegidas están marcadas. Aparecen en la página y en los correos.',
    about: (parts) => `sobre ${parts}`,
    more: 'Otras guías',
    none: 'No hay guías para estas partes.',
    write: 'Escribir una',
    untranslated: (language) => `no todo está en ${language}`,
    archived: 'archivada desde entonces',
  },
  updatedAt: (time) => `cambiada ${at(time)}`,
};
