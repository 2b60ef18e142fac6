import type { Section } from '../en.ts';

/** "las 13:05", but "la 01:05" and "el mar 17 nov, 13:05". */
const the = (when: string): string =>
  /^01:/u.test(when) ? `la ${when}` : /^\d/u.test(when) ? `las ${when}` : `el ${when}`;
const at = (when: string): string => (/^\d/u.test(when) ? `a ${the(when)}` : the(when));
/** «De … a …», with the contractions that a date needs: "del mar 17 nov … al mié 18 nov". */
const between = (from: string, until: string): string =>
  `de ${the(from)} a ${the(until)}`.replace(/\b(de|a) el /gu, (_, word: string) => (word === 'de' ? 'del ' : 'al '));

export const mail: Section<'mail'> = {
  unsubscribe: 'Darse de baja con un clic',

  incident: {
    status: (status, stage) => `${status}: ${stage.charAt(0).toLowerCase()}${stage.slice(1)}`,
    first: 'Nuevo',
    another: 'Novedad',
    goingOn: (since) => `Ocurre desde ${the(since)}.`,
    window: {
      operational: (from, until, lasted) => `Duró ${between(from, until)} (${lasted}).`,
      under_maintenance: (from, until, lasted) => `En mantenimiento ${between(from, until)} (${lasted}).`,
      degraded_performance: (from, until, lasted) => `Funcionó con fallos ${between(from, until)} (${lasted}).`,
      partial_outage: (from, until, lasted) => `No disponible en parte ${between(from, until)} (${lasted}).`,
      major_outage: (from, until, lasted) => `No disponible ${between(from, until)} (${lasted}).`,
    },
    check: 'Compruebe lo que tuviera programado en ese tiempo.',
    retracted: 'Retirado: fue una falsa alarma',
    nothingWasDown: 'No falló nada.',
    disregard: 'No hace falta que revise nada de lo que tenía programado.',
    postmortem: 'Análisis posterior: qué pasó y qué hacemos al respecto',
    original: (language) => `Este texto está en su idioma original: ${language}.`,
    originalEntry: (language) => `en ${language}, el original`,
    confirmed: 'Confirmado por el equipo de desarrollo',
    confirmedAt: (when) => `Confirmado por el equipo de desarrollo ${at(when)}`,
    unconfirmed: 'Alcance aún sin confirmar.',
    unconfirmedMeans: 'El equipo de desarrollo todavía está viendo hasta dónde llega.',
    affected: 'Qué está afectado',
    afterwards: 'Cómo está cada parte ahora',
    story: 'Ver toda la historia',
    timeline: 'Qué ha pasado, desde el principio',
    above: 'Como se dice al comienzo.',
    everything: 'todo',
    because: (what, host) => `Recibe este mensaje porque se suscribió a ${what} en ${host}.`,
  },

  optIn: {
    subject: 'Confirme su suscripción',
    headline: 'Confirme su suscripción, por favor',
    do: 'Abra esta página y pulse su botón:',
    button: 'Confirmar la suscripción',
    what: (what, page) =>
      `Es una suscripción a ${what} en ${page}. Recibiría un mensaje cuando algo de ello falle, con cada novedad y cuando termine.`,
    everything: 'todo',
    otherwise: 'Si no lo ha pedido usted, no tiene que hacer nada: no pasará nada y no recibirá más mensajes.',
    lifetime: 'El enlace es válido durante 72 horas.',
    because: (host) => `Recibe este único mensaje porque alguien escribió su dirección en ${host}.`,
  },

  report: {
    subject: (page) => `Su aviso a ${page}`,
    because: (reference, host) => `Recibe este mensaje porque su dirección figura en el aviso ${reference} en ${host}.`,
    secret: 'El enlace es suyo: quien lo tenga puede leer el aviso.',
  },

  reportReceived: {
    headline: 'Hemos recibido su aviso',
    answer: (reference, by) => `Su referencia es ${reference}. Le responderemos antes del ${by}.`,
    button: 'Ver su aviso',
    follow: 'En su página puede ver cómo va y añadir lo que observe.',
    wrote: 'Lo que escribió',
    tried: 'Qué intentaba hacer',
    expected: 'Qué esperaba',
    actual: 'Qué ocurrió en su lugar',
    notYou: 'Si no lo escribió usted, no tiene que hacer nada.',
  },

  reportReply: {
    headline: 'Una respuesta a su aviso',
    from: (from, reference) => `${from} escribe sobre el aviso ${reference}:`,
    button: 'Responder en su página',
    about: 'De qué se trata',
  },

  confirmationRequest: {
    subject: (title) => `¿Hasta dónde llega? ${title}`,
    headline: '¿Hasta dónde llega?',
    ask: (askedBy, team) =>
      `${askedBy} pide a ${team} que diga hasta dónde llega este problema. Lo que diga la página depende de su respuesta.`,
    button: 'Ver las pruebas y responder',
    answer: (answer) => `«${answer}»`,
    answers: (answers) => `Hay cuatro respuestas: ${answers}.`,
    yours: (developer) =>
      `El enlace es solo para ${developer}; por favor, no lo reenvíe. Es válido durante 24 horas y admite una sola respuesta.`,
    problem: 'Problema',
    since: 'Ocurre desde',
    reports: 'Avisos hasta ahora',
    extent: 'Según soporte',
    notJudged: 'aún sin valorar',
    components: 'Componentes',
    note: 'Nota de soporte',
    preheader: (reports, since) => `${reports === 1 ? '1 aviso' : `${reports} avisos`} desde ${the(since)}.`,
    because: (team, host) => `Recibe este mensaje porque es del equipo de desarrollo ${team} en ${host}.`,
  },

  followUp: {
    headline: '¿Está resuelto para usted?',
    resolved: (title) => `Por lo que vemos, esto está resuelto: ${title}`,
    ask: (reference) =>
      `Usted nos lo comunicó con la referencia ${reference}. Solo usted puede decir si le vuelve a funcionar.`,
    yes: 'Sí, está resuelto',
    no: 'No, me sigue pasando',
    press:
      'La página que se abre tiene un botón: su respuesta cuenta cuando lo pulse. Hasta entonces el aviso sigue abierto.',
  },

  invitation: {
    subject: 'Hay una cuenta para usted',
    headline: 'Hay una cuenta para usted',
    what: (name, page) => `${name}: podrá entrar en ${page} en cuanto elija una contraseña.`,
    button: 'Elegir una contraseña',
    lifetime: 'El enlace es solo para usted y es válido durante 72 horas. Después, pida otro a su administrador.',
    because: (host) =>
      `Recibe este mensaje porque un administrador escribió su dirección en ${host}. Si no sabe por qué, no tiene que hacer nada.`,
  },
};
