import type { Section } from '../en.ts';

const counted = (value: string | number | undefined): string =>
  typeof value === 'number' ? grouped.format(value) : (value ?? 'unos pocos');
const grouped = new Intl.NumberFormat('es');

export const refusals: Section<'refusals'> = {
  titles: {
    invalid: 'Hay algo que conviene revisar. Cada punto dice qué.',
    not_found: 'Aquí no hay nada. Puede que se haya quitado o que el enlace esté incompleto.',
    forbidden: 'Con los roles que tiene no puede hacer esto. Pídalo a quien pueda.',
    unauthenticated: 'Inicie sesión primero.',
    stale: 'Otra persona lo ha cambiado desde que usted lo abrió. Los dos textos están abajo.',
    idempotency_key_reused: 'Esta clave de idempotencia se usó para otra petición. Envíe esta con una clave nueva.',
    rate_limited: 'Demasiados intentos. Espere un poco y pruebe otra vez.',
    already_claimed: 'Otra persona del equipo se adelantó y se ocupa de este aviso. Hable con ella o tome otro.',
    report_closed: 'Este aviso está cerrado. Se abre de nuevo cuando escriba quien lo envió.',
    not_claimed: 'Nadie se ocupa todavía de este aviso. Tómelo primero.',
    investigation_closed: 'Esta investigación está cerrada. Abra otra si el problema ha vuelto.',
    incident_open: 'La página todavía habla de esto. Resuelva antes la incidencia.',
    escalation_gate: 'Todavía no se puede escalar. Abajo está lo que falta.',
    not_escalated: 'Esto aún no ha llegado a quien es responsable de soporte. Escálelo primero.',
    already_solved: 'Esto ya está solucionado. Ábralo de nuevo si el problema ha vuelto.',
    already_answered: 'Esto ya tiene respuesta, y solo cuenta una. Pregunte otra vez si algo ha cambiado.',
    not_your_team: 'Se ha preguntado a otro equipo. Responde alguien de su desarrollo.',
    link_expired: 'Este enlace ya no es válido. Pida uno nuevo.',
    no_developers:
      'Ese equipo no tiene a nadie de desarrollo que pueda responder. Pregunte a otro equipo o pida que añadan a alguien.',
    not_confirmed: 'El equipo de desarrollo aún no lo ha confirmado.',
    already_published: 'Esto ya está en la página. Escriba una actualización.',
    same_person: 'Usted confirmó este problema. Lo publica otra persona responsable.',
    already_resolved: 'Este incidente ya está resuelto. Si el problema ha vuelto, publique uno nuevo.',
    already_retracted: 'Este incidente se ha retirado. Lo que decía se puede leer y no se afirma nada más en él.',
    not_resolved: 'Este incidente sigue abierto. Su análisis posterior se escribe cuando haya terminado.',
    postmortem_published:
      'Este análisis posterior ya está en la página, y lo que fue público no desaparece. Cambie su texto.',
    unknown_component: 'Uno de estos componentes ya no existe. Elija de la lista.',
    not_published: 'Esto aún no está en la página. Publíquelo primero.',
    name_taken: 'Este nombre ya está en uso. Elija otro.',
    in_use: 'Esto todavía se usa. Cambie primero lo que depende de ello.',
    last_admin: 'Es la última cuenta de administración. Nombre antes a otra persona.',
    last_manager_target: 'Es la única vía hasta quien es responsable de soporte. Añada otra antes.',
    already_set_up: 'Esta página ya está configurada. Inicie sesión.',
    wrong_password: 'La dirección y la contraseña no se corresponden. Revise las dos y pruebe otra vez.',
    weak_password:
      'Esta contraseña es fácil de adivinar. Use al menos 12 caracteres; cuatro palabras suyas sirven bien.',
    address_taken: 'Ya hay una cuenta con esta dirección.',
    role_not_held: 'Solo puede dar los roles que usted tiene.',
    not_started: 'Este mantenimiento aún no ha empezado. Inícielo primero.',
    already_started: 'Este mantenimiento ya ha empezado. Complételo o cuente qué hay de nuevo.',
    already_verifying: 'Este mantenimiento ya se está comprobando. Complételo cuando todo funcione.',
    maintenance_over: 'Este mantenimiento ya ha terminado. Programe otro.',
    already_merged: 'Este aviso ya forma parte de otro. Sepárelo antes de aquel.',
    merged_finished: 'Uno de estos avisos está terminado. Solo se unen avisos abiertos.',
    not_merged: 'Este aviso ya va por separado.',
    already_decided: 'Eso es lo que ya está decidido.',
    not_on_hold: 'Ya no se espera la respuesta de esta persona.',
    picture_refused: 'No se pudo aceptar una imagen.',
    no_series: 'Este mantenimiento no se repite, así que no hay otros que lo sigan.',
    not_subscribed: 'Esta suscripción no está activa.',
    already_shown: 'Este secreto ya se mostró. Cree uno nuevo; el anterior sigue valiendo un día.',
    already_sent: 'Este mensaje ya se ha enviado o está a punto de salir.',
  },

  points: {
    required: () => 'Falta por completar.',
    too_short: ({ least }) => `Escriba al menos ${counted(least)} caracteres.`,
    too_long: ({ most }) => `Escriba como máximo ${counted(most)} caracteres.`,
    too_many: ({ most }) => `Elija como máximo ${counted(most)}.`,
    not_allowed: () => 'Aquí no se puede usar esto. Elija otra cosa.',
    wrong_type: () => 'No es la clase de valor que se espera: por ejemplo, un número donde va un texto.',
    unknown: () => 'Aquí no existe. Elija algo que exista.',
    unreadable: () => 'No se ha podido leer. Revise cómo está escrito.',
    taken: () => 'Ya está en uso. Elija otro.',
    no_control_characters: () => 'Contiene caracteres que no se ven, como saltos de línea en un título. Quítelos.',
    not_an_address: () => 'No es una dirección de correo completa. Se parece a nombre@example.org.',
    not_a_link: () => 'No es un enlace completo. Empieza por https:// o http://.',
    https_only: () => 'Esta dirección tiene que empezar por https://.',
    credentials_in_link: () => 'Quite el usuario y la contraseña de la dirección; los envíos van firmados.',
    port_not_allowed: () => 'Solo se puede llegar a los puertos 443 y 8443.',
    not_its_host: () => 'No es una dirección que este chat dé para mensajes entrantes.',
    not_public: () => 'Esta dirección lleva a una red privada. Tiene que ser accesible desde internet.',
    not_found_anywhere: () => 'No se encontró esa dirección. Revise cómo está escrita.',
    wrong_code: () => 'No es el código que aparece en el chat.',
    not_an_id: () => 'No es un identificador. Son doce letras minúsculas y cifras.',
    not_a_colour: () => 'No es un color. Escríbalo así: #3b3f9f.',
    not_a_variable: ({ line }) =>
      `«${line ?? ''}» no es una de nuestras variables con un valor sencillo. Escríbala así: --accent: #3b3f9f.`,
    not_a_picture: () => 'No es una imagen que una página pueda mostrar. Elija un archivo SVG, PNG, WebP o JPEG.',
    picture_too_large: ({ most }) => `La imagen es demasiado grande: como máximo ${most ?? 8} KB.`,
    not_a_date: () => 'No es una fecha con hora. Escríbala así: 2026-11-17T13:05:00Z.',
    not_past: () => 'Aún está por llegar. Indique un momento que ya haya pasado.',
    not_after_start: () => 'Tiene que ser después del comienzo.',
    outside_incident: () => 'Queda antes de que empezara el incidente o después de que terminara.',
    resolution_missing: () =>
      'La última palabra, y solo ella, dice que está resuelto: después solo se anota lo que ya terminó.',
    after_first_word: () =>
      'Un incidente no puede empezar después de lo primero que se dijo de él. Indique un momento anterior.',
    nobody_was_told: () => 'De este incidente no se avisó a nadie, así que tampoco se avisa de su análisis posterior.',
    step_missing: () => 'Anote al menos un paso de diagnóstico.',
    attempt_missing: () => 'Anote al menos algo que haya intentado y qué resultó.',
    not_replicated: () =>
      'Al probarlo no volvió a ocurrir. Reprodúzcalo, aunque sea a veces, o pida más datos a quien avisó.',
    replication_missing: () => 'Anote si se pudo reproducir, dónde y cómo.',
    extent_missing: () => 'Valore a cuántas personas afecta.',
    extent_too_small: () =>
      'A la persona responsable de soporte llega lo que afecta a un grupo grande o a todos. Envíe este caso a desarrollo como tarea.',
    components_missing: () => 'Elija al menos un componente afectado.',
    fact_missing: ({ label, target }, path) =>
      `${target ?? 'El nivel siguiente'} necesita este dato: ${label ?? path.replace(/^facts\./u, '')}.`,
    suggestion_untried: ({ text }) =>
      `Pruebe lo que se sugirió y anote qué resultó${text === undefined ? '.' : `: ${text}`}`,
    suggestions_too_few: () => 'Dé de una a tres sugerencias de qué probar.',
    criterion_missing: () => 'Indique el criterio de emergencia que se cumple.',
    evidence_missing: () => 'Diga qué lo demuestra: qué se vio, dónde y cuándo.',
    own_tiers_missing: () => 'Diga qué niveles propios lo intentaron antes y qué resultó.',
    exception_person_missing: () => 'Indique la persona.',
    exception_reference_missing: () => 'Indique el caso o el correo que lo demuestra.',
    exception_not_for_manager: () =>
      'Una excepción no llega a la persona responsable de soporte. Cumpla los puntos o escale al nivel de esa persona.',
    component_not_confirmed: ({ component }, path) =>
      `${component ?? path.replace(/^components\./u, '')} no formaba parte de lo que confirmó desarrollo. Pregunte otra vez o déjelo fuera.`,
    extent_not_confirmed: () =>
      'Desarrollo confirmó que llega a menos gente. Pregunte otra vez o valore de nuevo el alcance.',
    answer_too_small: () =>
      'Desarrollo dice que afecta a unas pocas personas o que no es un error. Escriba a esas personas en lugar de publicar.',
    no_answer_yet: () => 'Se ha preguntado a desarrollo y todavía no ha respondido. Podrá publicar cuando responda.',
    no_request_yet: () => 'Todavía no se ha preguntado a desarrollo. Pregunte al equipo responsable.',
    in_the_past: () => 'Esa hora ya ha pasado. Elija una que esté por llegar.',
    too_far_ahead: ({ most }) => `Queda demasiado lejos. Elija una fecha dentro de ${counted(most)} días.`,
    ends_before_start: () => 'El final tiene que ser posterior al inicio.',
    window_too_long: ({ most }) => `Un mantenimiento dura como máximo ${counted(most)} días. Programe varios.`,
    has_begun: () => 'Ya ha empezado, así que su inicio no se puede mover. Solo el final.',
    no_such_time: () => 'Ese día el reloj se salta esa hora. Elija una anterior o posterior.',
    unknown_zone: () => 'No se conoce esta zona horaria. Se parece a Europe/Madrid.',
    not_a_time_of_day: () => 'Esto no es una hora, como 22:00.',
    rule_unreadable: () => 'No se ha podido leer esta regla. Se parece a FREQ=WEEKLY;BYDAY=SU;COUNT=10.',
    rule_without_end: () => 'Diga cuándo termina: un número de veces (COUNT) o un último día (UNTIL).',
    rule_too_often: () => 'Un mantenimiento se repite como mucho una vez al día. Elija días, semanas, meses o años.',
    rule_too_many: ({ most }) =>
      `Un mantenimiento se repite como máximo ${counted(most)} veces. Elija un final anterior.`,
    rule_never: () => 'Con esta regla no se repetiría nunca. Revise sus días y su final.',
    rule_misses_start: () =>
      'Según esta regla el primero cae en otro día o a otra hora. Elija un inicio que la cumpla.',
    rule_overlaps: () => 'Empezaría otra vez antes de haber terminado. Hágalo más corto o menos frecuente.',
    original_missing: () => 'Escríbalo primero en el idioma original; la traducción ya está.',
    too_many_rows: ({ most }) => `Caben como máximo ${counted(most)}. Quite alguno o empiece otra guía.`,
    guide_too_long: ({ most, characters }) =>
      `Una guía tiene como máximo ${counted(most)} caracteres entre todos sus textos e idiomas; esta tiene ${counted(characters)}. Divídala en dos.`,
    picture_not_kept: ({ name }) =>
      `${name ?? 'Este archivo'} no es una imagen que podamos guardar. Elija un archivo PNG, JPEG o WebP, por ejemplo una captura de pantalla.`,
    picture_too_heavy: ({ name, most }) =>
      `${name ?? 'Este archivo'} es demasiado grande: como máximo ${counted(most)} MB cada uno. Elija uno más pequeño o envíelo sin él.`,
    picture_too_wide: ({ name, most }) =>
      `${name ?? 'Esta imagen'} tiene demasiados puntos: como máximo ${counted(most)} millones. Elija una más pequeña.`,
    pictures_too_many: ({ most }) => `Elija como máximo ${counted(most)} imágenes.`,
    pictures_too_heavy: ({ most }) =>
      `Las imágenes son demasiado grandes en conjunto: como máximo ${counted(most)} MB. Elija menos o más pequeñas.`,
    picture_broken: ({ name }) => `${name ?? 'Esta imagen'} está dañada y no se pudo leer. Hágala de nuevo.`,
    pictures_busy: () =>
      'En este momento llegan demasiadas imágenes. Inténtelo de nuevo enseguida o envíelo sin ellas.',
    taken_by: ({ name }) => `${name ?? 'Otra persona'} lo tiene.`,
    not_this_report: () => 'Un aviso no se puede unir consigo mismo. Elija otro.',
    no_hours: () => 'Escriba las horas como 09:00 y 17:00, el final después del principio.',
    not_a_day: () => 'Esto no es un día. Escríbalo como 2026-12-25.',
    not_a_calendar: () =>
      'Esto no es un archivo de calendario que se pueda leer. Termina en .ics y empieza por BEGIN:VCALENDAR.',
    not_a_customer: ({ line }) =>
      `«${line ?? ''}» no es ni una dirección ni un dominio. Escriba nombre@example.org o example.org.`,
    has_contract: ({ line, contract }) => `${line ?? 'Esta dirección'} ya pertenece al contrato ${contract ?? ''}.`,
    not_of_your_team: () =>
      'Desarrollo escribe guías para las partes de su propio equipo. Elija solo esas, o pida a soporte que la escriba.',
  },
};
