import type { IncidentComponentStatus } from '#domain/component.ts';

type Told = { en: string; es: string };

/** An incident of the past in short: on which day and when it began (UTC), how long it lasted, what it did to which parts. */
export type Episode = {
  daysAgo: number;
  at: string;
  /** From the first report to the end; an incident is published after 28 minutes. */
  minutes: number;
  parts: Readonly<Record<string, IncidentComponentStatus>>;
  title: Told;
  body: Told;
  end: Told;
};

/** A year at Lantern, so that history has something to tell; the months after it are told in full in `past.ts`. */
export const year: readonly Episode[] = [
  {
    daysAgo: 351,
    at: '07:40',
    minutes: 190,
    parts: { 'Nightly imports': 'partial_outage', 'Contact lists': 'degraded_performance' },
    title: { en: 'Nightly imports stop half-way', es: 'Las importaciones nocturnas se quedan a medias' },
    body: {
      en: 'Imports of last night stopped after the first thousand people. Nothing was deleted.',
      es: 'Las importaciones de anoche se detuvieron tras las primeras mil personas. No se borró nada.',
    },
    end: {
      en: 'All imports of last night have been repeated and are complete.',
      es: 'Se han repetido todas las importaciones de anoche y están completas.',
    },
  },
  {
    daysAgo: 322,
    at: '18:05',
    minutes: 74,
    parts: { 'Sign-in': 'major_outage', 'Community pages': 'major_outage', Messages: 'major_outage' },
    title: { en: 'Nobody can sign in', es: 'Nadie puede entrar' },
    body: {
      en: 'Signing in ends with an empty page. Whoever is signed in already can go on.',
      es: 'Al entrar aparece una página vacía. Quien ya había entrado puede seguir.',
    },
    end: {
      en: 'Signing in works again. An expired certificate was the cause; it is renewed by itself from now on.',
      es: 'Ya se puede entrar. La causa fue un certificado caducado; desde ahora se renueva solo.',
    },
  },
  {
    daysAgo: 296,
    at: '10:15',
    minutes: 320,
    parts: { 'Link tracking': 'degraded_performance' },
    title: { en: 'Clicks are counted late', es: 'Los clics se cuentan con retraso' },
    body: {
      en: 'Clicks in newsletters show up hours later. None is lost.',
      es: 'Los clics de los boletines aparecen horas después. No se pierde ninguno.',
    },
    end: { en: 'All clicks are counted.', es: 'Todos los clics están contados.' },
  },
  {
    daysAgo: 263,
    at: '09:30',
    minutes: 95,
    parts: { 'Bank transfers': 'partial_outage' },
    title: { en: 'Some bank transfers are not booked', es: 'Algunas transferencias no se registran' },
    body: {
      en: 'Transfers from two banks arrive and are not booked yet. No money is lost.',
      es: 'Las transferencias de dos bancos llegan y aún no se registran. No se pierde dinero.',
    },
    end: { en: 'Every transfer is booked.', es: 'Todas las transferencias están registradas.' },
  },
  {
    daysAgo: 262,
    at: '15:00',
    minutes: 410,
    parts: { Receipts: 'degraded_performance' },
    title: { en: 'Receipts take hours', es: 'Los recibos tardan horas' },
    body: {
      en: 'Receipts of yesterday’s transfers leave one after the other, some hours late.',
      es: 'Los recibos de las transferencias de ayer salen uno tras otro, con horas de retraso.',
    },
    end: { en: 'Every receipt has left.', es: 'Han salido todos los recibos.' },
  },
  {
    daysAgo: 231,
    at: '06:20',
    minutes: 150,
    parts: { 'iPhone app': 'partial_outage', 'Android app': 'partial_outage' },
    title: { en: 'The apps show an old state', es: 'Las aplicaciones muestran un estado antiguo' },
    body: {
      en: 'The apps show what was there last night. The web app is up to date.',
      es: 'Las aplicaciones muestran lo que había anoche. La aplicación web está al día.',
    },
    end: { en: 'The apps are up to date again.', es: 'Las aplicaciones vuelven a estar al día.' },
  },
  {
    daysAgo: 204,
    at: '13:10',
    minutes: 66,
    parts: { 'Campaign reports': 'operational' },
    title: { en: 'A report shows another currency', es: 'Un informe muestra otra moneda' },
    body: {
      en: 'Amounts in campaign reports show dollars instead of euros. The amounts themselves are right.',
      es: 'Los importes de los informes aparecen en dólares en lugar de euros. Las cantidades son correctas.',
    },
    end: { en: 'Reports show euros again.', es: 'Los informes vuelven a mostrar euros.' },
  },
  {
    daysAgo: 187,
    at: '20:45',
    minutes: 1_560,
    parts: { 'Requests and matching': 'degraded_performance' },
    title: { en: 'Matching is slow', es: 'La búsqueda de voluntarios va lenta' },
    body: {
      en: 'Finding volunteers for a request takes up to a minute. Requests themselves are kept.',
      es: 'Encontrar voluntarios para una petición tarda hasta un minuto. Las peticiones se conservan.',
    },
    end: {
      en: 'Matching takes a second again. We have doubled the machines that do it.',
      es: 'La búsqueda vuelve a tardar un segundo. Hemos duplicado las máquinas que la hacen.',
    },
  },
  {
    daysAgo: 154,
    at: '08:55',
    minutes: 88,
    parts: { Sending: 'major_outage' },
    title: { en: 'Campaigns are not sent', es: 'No se envían las campañas' },
    body: {
      en: 'No campaign leaves since this morning. Whatever is scheduled waits.',
      es: 'Desde esta mañana no sale ninguna campaña. Lo programado espera.',
    },
    end: { en: 'All campaigns have left.', es: 'Han salido todas las campañas.' },
  },
  {
    daysAgo: 154,
    at: '16:30',
    minutes: 45,
    parts: { 'Card donations': 'partial_outage' },
    title: { en: 'Gifts by one kind of card fail', es: 'Fallan las donaciones con un tipo de tarjeta' },
    body: {
      en: 'Gifts by debit card are declined; credit cards work. Nobody is charged.',
      es: 'Se rechazan las tarjetas de débito; las de crédito funcionan. No se cobra a nadie.',
    },
    end: { en: 'Debit cards work again.', es: 'Las tarjetas de débito vuelven a funcionar.' },
  },
  {
    daysAgo: 121,
    at: '11:20',
    minutes: 130,
    parts: { 'Push notifications': 'partial_outage' },
    title: { en: 'No notifications on iPhones', es: 'Sin avisos en los iPhone' },
    body: {
      en: 'iPhones get no notifications. Open the app to see what is new.',
      es: 'Los iPhone no reciben avisos. Abra la aplicación para ver las novedades.',
    },
    end: { en: 'Notifications arrive again.', es: 'Los avisos vuelven a llegar.' },
  },
  {
    daysAgo: 98,
    at: '05:05',
    minutes: 240,
    parts: { 'Scheduled triggers': 'degraded_performance', 'Nightly imports': 'degraded_performance' },
    title: { en: 'Triggers and imports run late', es: 'Las tareas y las importaciones se retrasan' },
    body: {
      en: 'What should have run at three runs now, one after the other.',
      es: 'Lo que debía ejecutarse a las tres se ejecuta ahora, una cosa tras otra.',
    },
    end: { en: 'Everything of this night has run.', es: 'Se ha ejecutado todo lo de esta noche.' },
  },
  {
    daysAgo: 52,
    at: '14:25',
    minutes: 58,
    parts: { 'Community pages': 'partial_outage' },
    title: { en: 'Pictures are missing on community pages', es: 'Faltan imágenes en las páginas de comunidad' },
    body: {
      en: 'Pictures on community pages stay grey. Texts and forms work.',
      es: 'Las imágenes de las páginas de comunidad se ven en gris. Los textos y formularios funcionan.',
    },
    end: { en: 'All pictures are back.', es: 'Han vuelto todas las imágenes.' },
  },
  {
    daysAgo: 24,
    at: '10:05',
    minutes: 175,
    parts: { 'Contact lists': 'degraded_performance' },
    title: { en: 'Contact lists open slowly', es: 'Las listas de contactos se abren despacio' },
    body: {
      en: 'Long contact lists take half a minute to open. Nothing is missing in them.',
      es: 'Las listas largas tardan medio minuto en abrirse. No falta nada en ellas.',
    },
    end: { en: 'Lists open at once again.', es: 'Las listas vuelven a abrirse al momento.' },
  },
];
