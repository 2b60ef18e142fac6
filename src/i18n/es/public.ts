import type { Section } from '../en.ts';

const s = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** "las 13:05", but "la 01:05" and "el mar 17 nov, 13:05". */
const the = (when: string): string =>
  /^01:/u.test(when) ? `la ${when}` : /^\d/u.test(when) ? `las ${when}` : `el ${when}`;
const at = (when: string): string => (/^\d/u.test(when) ? `a ${the(when)}` : the(when));
const of = (when: string): string => `de ${the(when)}`.replace('de el ', 'del ');
/** "de las … a las …", with the contractions that a date needs: "del mar 17 nov … al mié 18 nov". */
const between = (from: string, until: string): string => `${of(from)} a ${the(until)}`.replace(' a el ', ' al ');

export const publicWords: Section<'public'> = {
  status: 'Estado',
  title: (page, organisation) => `${page}: estado de ${organisation}`,
  site: 'Sitio',
  reportProblem: 'Avisar de un problema',
  subscribe: 'Suscribirse',
  back: 'Volver a la página de estado',
  contact: 'Escríbanos',
  utc: 'Las horas están en UTC, tiempo universal coordinado.',
  promise:
    'Aquí anunciamos un problema cuando soporte lo ha reproducido y el equipo de desarrollo ha dicho hasta dónde llega.',
  poweredBy: 'Esta página funciona con Allclear.',
  inLanguage: { en: 'en inglés, el original', es: 'en español' },
  optional: 'opcional',

  verdict: {
    operational: 'Todos los sistemas funcionan',
    stillOpen: (count) =>
      s(count, 'Todo funciona; queda un incidente abierto', `Todo funciona; quedan ${count} incidentes abiertos`),
    notWell: {
      under_maintenance: (where) => `Mantenimiento en ${where}`,
      degraded_performance: (where) => `Problemas en ${where}`,
      partial_outage: (where) => `Interrupción parcial en ${where}`,
      major_outage: (where) => `Interrupción grave en ${where}`,
    },
    everywhere: 'todos los servicios',
    several: (count, of) => `${count} de ${of} servicios`,
    asOf: (time) => `Situación ${at(time)}.`,
    nothing: 'No hay averías ni trabajos en curso.',
    watching: 'Seguimos observando hasta estar seguros.',
    also: (names) => `También hay problemas en ${names}.`,
    maintenance: (names) => `Mantenimiento en ${names}.`,
    rest: 'Lo demás funciona.',
  },

  incident: {
    since: (time, soFar) => `Desde ${the(time)}, ${soFar} hasta ahora`,
    confirmed: 'Confirmado por el equipo de desarrollo',
    confirmedAt: (time) => `${at(time)}.`,
    unconfirmed: 'Alcance aún sin confirmar.',
    unconfirmedMeans: 'Soporte ve el problema; el equipo de desarrollo todavía está viendo hasta dónde llega.',
    edited: (time) => `(editado ${at(time)})`,
    tellMe: 'Avisarme de este problema',
    meToo: 'A mí también me pasa',
    updates: (count) => s(count, 'Su página', `Las ${count} novedades`),
    affected: 'Partes afectadas',
    impact: (impact) => `Impacto: ${impact.toLowerCase()}`,
    window: {
      operational: (from, until, lasted) => `Duró ${between(from, until)} (${lasted})`,
      under_maintenance: (from, until, lasted) => `En mantenimiento ${between(from, until)} (${lasted})`,
      degraded_performance: (from, until, lasted) => `Funcionó con fallos ${between(from, until)} (${lasted})`,
      partial_outage: (from, until, lasted) => `No disponible en parte ${between(from, until)} (${lasted})`,
      major_outage: (from, until, lasted) => `No disponible ${between(from, until)} (${lasted})`,
    },
    check: 'Compruebe lo que tuviera programado en ese tiempo.',
    happened: 'Qué ha pasado',
    permalink: 'Enlace a esta novedad',
    fixedTitle: '¿Está resuelto para la gente?',
    fixedCount: (fixed, asked) => `${fixed} de ${asked}`,
    fixed: (asked) =>
      s(
        asked,
        'persona que avisó nos ha dicho que está resuelto.',
        'personas que avisaron nos han dicho que está resuelto.',
      ),
    keepMe: 'Mantenerme al tanto',
    keepMeHint: 'Cada novedad y el final, por correo. Puede dejarlo con un clic.',
    stillBroken: '¿A usted le sigue fallando?',
    stillBrokenHint: 'Díganos qué ve, y una persona lo mirará.',
    alsoBroken: '¿A usted también le pasa?',
    alsoBrokenHint: 'Su aviso nos ayuda a ver hasta dónde llega, y le decimos cuándo está resuelto.',
    reportIt: 'Avisar',
  },

  services: {
    title: 'Servicios',
    legend: 'Últimos 90 días, hoy a la derecha. Cuanto más alta la marca, peor el día.',
    vendor: (name) => `depende de ${name}`,
    bar: (days, worst) =>
      s(
        days,
        `90 días: 1 con problemas, ${worst.toLowerCase()}`,
        `90 días: ${days} con problemas; el peor, ${worst.toLowerCase()}`,
      ),
    wellBar: '90 días sin problemas',
  },

  days: {
    title: 'Últimos 14 días',
    today: (day) => `Hoy, ${day}`,
    range: (from, until) => `Del ${from} al ${until}`,
    none: 'Sin incidentes',
    open: (time) => `abierto desde ${the(time)}`,
    solved: (after) => `resuelto en ${after}`,
    fixed: (fixed, asked) => `${fixed} de ${asked} personas que avisaron dicen que está resuelto`,
  },

  setUp: {
    title: 'Esta página de estado se está preparando',
    lead: 'Pronto dirá aquí qué funciona y qué no. Vuelva dentro de un rato.',
    hint: '¿Es suya? El enlace para empezar aparece donde se inició Allclear.',
  },

  form: {
    kept: 'Lo que escribió se conserva: complételo y envíelo de nuevo.',
    choose: 'Elija una opción.',
  },

  report: {
    title: 'Díganos qué no funciona',
    lead: 'Cuatro preguntas breves. Recibe un número de referencia en el acto, y una persona responde en un día laborable.',
    isItThis: '¿Es este problema?',
    isItThese: '¿Es alguno de estos?',
    known: (time) => `Lo conocemos desde ${the(time)}.`,
    yes: 'Sí, a mí también me pasa',
    yesTo: (title) => `Sí, a mí también me pasa: ${title}`,
    chosen: 'A usted también le pasa',
    chosenResolved: 'A usted le sigue fallando',
    chosenHint: 'Su aviso llega a quienes trabajan en ello.',
    other: 'No, es otra cosa',
    tried: '¿Qué intentaba hacer?',
    expected: '¿Qué esperaba que ocurriera?',
    actual: '¿Qué ocurrió en su lugar?',
    actualHint: 'Lo que más ayuda son las palabras exactas de la pantalla.',
    note: '¿Qué nos ayuda a encontrar su caso?',
    noteHint: 'Un número de campaña o de solicitud, un enlace, la dirección con la que entra.',
    part: '¿Qué parte es?',
    partHint: 'si lo sabe',
    unsure: 'No lo sé',
    email: '¿Dónde podemos responderle?',
    emailHint: 'Su dirección de correo. Solo le escribe nuestro equipo de soporte.',
    name: 'Su nombre',
    send: 'Enviar el aviso',
    next: 'Qué pasa después',
    steps: [
      'Recibe un número de referencia y un enlace privado.',
      'Una persona lo lee e intenta ver lo mismo que usted.',
      'Si afecta a mucha gente, el equipo de desarrollo lo confirma y lo anunciamos.',
      'Cuando esté resuelto, le preguntamos si lo está para usted.',
    ],
  },

  myReport: {
    title: (reference) => `Su aviso ${reference}`,
    private: 'Esta página es suya: solo usted tiene su enlace. También está en el correo que le enviamos.',
    states: {
      new: 'Hemos recibido su aviso',
      claimed: 'Una persona trabaja en ello',
      waiting_on_reporter: 'Esperamos su respuesta',
      escalated: 'Lo investigamos junto con otros',
      on_hold: 'Creemos que está resuelto',
      solved: 'Solucionado',
      closed: 'Cerrado',
    },
    means: {
      new: 'Alguien de soporte lo leerá a continuación.',
      claimed: 'Le escribimos en cuanto sepamos más, o necesitemos saber más.',
      waiting_on_reporter: 'Responda más abajo, por favor, para que podamos seguir.',
      escalated:
        'Forma parte de un problema que ven varias personas, o que necesita a otro equipo. Le escribimos en cuanto esté resuelto.',
      on_hold: 'Díganos más abajo si también está resuelto para usted.',
      solved: 'Nos ha dicho que está resuelto. Si volviera, escriba más abajo: así se abre de nuevo.',
      closed: 'Si usted lo ve de otro modo, escriba más abajo: así se abre de nuevo.',
    },
    due: (time) => `Le responderemos antes ${of(time)}.`,
    partOf: 'Pertenece a este incidente:',
    conversation: 'Lo que se ha dicho',
    you: 'Usted',
    supportName: (name) => `${name}, soporte`,
    identifiers: 'Para encontrarlo',
    part: 'Parte',
    yourAnswer: { yes: 'Nos dijo que está resuelto.', no: 'Nos dijo que no está resuelto.' },
    askTitle: '¿Está resuelto para usted?',
    yes: 'Sí, está resuelto',
    no: 'No, me sigue pasando',
    askNote: '¿Algo que debamos saber?',
    sendAnswer: 'Enviar la respuesta',
    add: 'Añadir algo',
    addHint: '¿Qué más ha visto? Ayudan los enlaces y las palabras exactas.',
    send: 'Enviar',
  },

  subscribing: {
    title: 'Entérese de los problemas que le afectan',
    lead: 'Escribimos cuando algo falla, con cada novedad y cuando vuelve a funcionar. Nunca otra cosa.',
    what: '¿Sobre qué?',
    onlyThis: 'Solo este incidente',
    onlyThisHint: (title) => `${title}. Termina cuando se resuelve.`,
    over: 'Ese incidente ha terminado, así que ya no habrá novedades.',
    all: 'Todo',
    allHint: (count) =>
      s(count, 'La única parte que hay, y las que se añadan.', `Las ${count} partes, y las que se añadan.`),
    parts: 'Solo algunas partes',
    partsHint: 'Marque las que utiliza.',
    category: (count) => s(count, '1 parte, y las que se añadan', `${count} partes, y las que se añadan`),
    partsOf: (category) => `Partes de ${category}`,
    noParts: 'Marque al menos una parte, o elija todo.',
    email: 'Su dirección de correo',
    emailHint: 'Enviamos un mensaje para asegurarnos de que es suya.',
    language: 'Idioma de nuestros correos',
    send: 'Suscribirse',
    leave: 'Un clic en cualquier correo le da de baja.',
    sentTitle: 'Revise su correo',
    sent: 'Si la dirección es correcta, un mensaje con un enlace está en camino. Ábralo y pulse el botón: la suscripción quedará hecha.',
    sentHint: '¿No ha llegado en unos minutos? Busque en el correo no deseado, o',
    again: 'empiece de nuevo',
  },

  subscription: {
    title: 'Su suscripción',
    askTitle: 'Un clic más',
    ask: (address) => `Este enlace se envió a ${address}. Pulse el botón y le escribiremos allí sobre:`,
    all: 'Todo, y las partes que se añadan',
    category: (name) => `${name}, y las partes suyas que se añadan`,
    incident: (title) => `Este incidente, hasta que se resuelva: ${title}`,
    confirm: 'Confirmar la suscripción',
    notYou: '¿No lo ha pedido usted? No haga nada: sin pulsar el botón no hay suscripción.',
    doneTitle: 'Suscripción confirmada',
    done: (address) =>
      `Escribimos a ${address} cuando algo falla, con cada novedad y cuando vuelve a funcionar. Le informamos sobre:`,
    leave: 'Darse de baja de todo',
    leftTitle: 'Se ha dado de baja',
    left: 'A esta dirección ya no le escribimos. Puede volver cuando quiera.',
    expiredTitle: 'Este enlace es demasiado antiguo',
    expired: 'Un enlace de este tipo vale tres días. Pida uno nuevo y no se pierde nada.',
    again: 'Suscribirse de nuevo',
  },

  leaving: {
    title: 'Dejar todos los correos de esta página',
    lead: 'Deja de recibir correo nuestro en el acto. Puede volver cuando quiera.',
    button: 'Darse de baja',
    doneTitle: 'Se ha dado de baja',
    done: 'No le escribiremos más. Si ya hubiera un mensaje en camino, es el último.',
    again: 'Suscribirse de nuevo',
  },

  confirm: {
    title: (title) => `¿Hasta dónde llega? ${title}`,
    asked: (name, time) => `Pregunta ${name}, de soporte, ${at(time)}`,
    since: 'Desde',
    reports: 'Avisos',
    from: (addresses, more) => `de ${addresses}${more > 0 ? ` y ${more} más` : ''}`,
    noReports: 'ninguno vinculado',
    extent: 'Según soporte',
    extentOf: (extent, audience) => (audience === null ? extent : `${extent}: ${audience}`),
    notJudged: 'aún sin valorar',
    parts: 'Partes',
    replicated: 'Reproducido',
    notReplicated: 'sin registrar',
    by: (name) => `Lo registró ${name}.`,
    tried: 'Intentos',
    triedCount: (count) => s(count, '1 cosa', `${count} cosas`),
    triedNothing: 'nada registrado',
    words: 'En sus palabras',
    note: 'Pregunta',
    question: '¿Hasta dónde llega?',
    means: {
      system_wide: 'Todo el sistema. Anunciarlo.',
      large_group: 'Un grupo grande. Anunciarlo.',
      limited: 'Limitado. Soporte escribe a cada uno.',
      not_a_bug: 'Funciona como debe. Diga por qué abajo.',
    },
    noteLabel: 'Una nota para soporte',
    noteHint: 'causa, a quién afecta, hasta cuándo',
    send: (name) => `Responder como ${name}`,
    bound: (name, team, ends) =>
      `Este enlace se hizo para ${name}, ${team}. Es solo suyo, admite una respuesta y vale hasta ${the(ends)}.`,
    answeredTitle: 'Gracias, soporte tiene su respuesta',
    answeredBy: (name, time) => `Respondió ${name} ${at(time)}.`,
    answeredByOther: 'Ya tiene respuesta',
    unlocks: 'Ahora un responsable de soporte, nunca quien lo confirmó, puede anunciarlo para estas partes.',
    closes: 'No se anuncia. Soporte escribe a quienes avisaron.',
    expiredTitle: 'Este enlace es demasiado antiguo',
    expired: 'Un enlace de este tipo vale 24 horas. Pida uno nuevo al responsable de soporte.',
  },

  door: {
    tooLarge:
      'Es más de lo que podemos recibir: 64 KB como máximo. Vuelva atrás: lo que escribió sigue allí. Acórtelo y envíelo de nuevo.',
    notAForm: 'Aquí solo se puede enviar un formulario. No se ha cambiado nada.',
    unreadable:
      'Este formulario no se puede leer, o la página no lo tiene. No se ha cambiado nada. Vuelva atrás, recargue la página y pruebe de nuevo.',
    wrongMethod: 'Esta página se puede ver, y sus formularios se pueden enviar. No se ha cambiado nada.',
  },

  missing: {
    title: 'No existe esa página',
    lead: 'Puede que el enlace esté incompleto o que ya no exista aquello a lo que llevaba. Lo que funciona ahora está en la página de estado.',
  },
  broken: {
    title: 'Algo ha fallado por nuestra parte',
    lead: 'Inténtelo de nuevo en un minuto. Si estaba enviando algo, probablemente no ha llegado.',
  },
};
