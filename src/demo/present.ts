import type { Script } from './problem.ts';

/** What is going on right now. */
export const present: Script = {
  agent: 'Ana Ruiz',
  title: {
    en: 'Scheduled campaigns wait instead of going out',
    es: 'Las campañas programadas esperan en lugar de enviarse',
  },
  reports: [
    {
      email: 'amelia@northside.example',
      name: 'Amelia Kerr',
      tried: 'Send the newsletter at nine',
      expected: 'It goes out',
      actual: 'Still “Pending send” at twenty past',
      component: 'Sending',
    },
    {
      email: 'bruno@harbour.example',
      name: 'Bruno Sala',
      tried: 'Send an appeal to 900 people',
      expected: 'A report with figures',
      actual: 'The report has no data',
      component: 'Campaign reports',
    },
    {
      email: 'elena@hillview.example',
      name: 'Elena Ortiz',
      tried: 'Enviar el boletín',
      expected: 'Que salga a las nueve',
      actual: 'Sigue pendiente',
      component: 'Sending',
      locale: 'es',
    },
    {
      email: 'farid@northside.example',
      name: 'Farid Amin',
      tried: 'A trigger at 08:30',
      expected: 'It runs',
      actual: 'It did not run',
      component: 'Scheduled triggers',
    },
    {
      email: 'karin@harbour.example',
      name: 'Karin Holm',
      tried: 'Send a copy of yesterday’s campaign',
      expected: 'It goes out',
      actual: 'It waits as well',
      component: 'Sending',
    },
  ],
  steps: [
    { kind: 'step', text: 'Checked that the accounts may send and that the lists are not empty', outcome: 'done' },
    {
      kind: 'attempt',
      text: 'Stopped the campaign, duplicated it, sent the copy: the copy waits as well',
      outcome: 'failed',
    },
    {
      kind: 'note',
      text: '08:58:12 batch 4417 handed over\n08:58:40 relay answered 421, too many sessions\n08:58:41 queue paused by its supervisor',
    },
  ],
  replication: 'Three times out of three, on two test accounts, in Firefox and Chrome.',
  extent: {
    extent: 'large_group',
    parts: ['Sending', 'Campaign reports', 'Scheduled triggers'],
    audience: 'everybody who schedules campaigns',
  },
  confirmation: {
    team: 'Messaging',
    asks: 'Maren Holt',
    note: 'Does it reach every network?',
    developer: 'Ravi Nair',
    answer: 'Everyone who schedules. The queue paused itself; nothing is lost.',
  },
  published: {
    manager: 'Maren Holt',
    notify: true,
    parts: {
      Sending: 'major_outage',
      'Scheduled triggers': 'partial_outage',
      'Campaign reports': 'degraded_performance',
    },
    body: {
      en: 'Campaigns that were scheduled wait instead of going out. Campaigns that are sent by hand may wait as well.\n\nYou hear from us again within half an hour.',
      es: 'Las campañas programadas esperan en lugar de enviarse. También pueden esperar las que se envían a mano.\n\nVolverá a tener noticias nuestras en media hora.',
    },
  },
  updates: [
    {
      minute: 56,
      status: 'identified',
      body: {
        en: 'The queue that hands campaigns to Mailbridge has stopped. **No message is lost**: what was scheduled is waiting. We start it again in small parts, so that nobody gets a campaign twice.',
        es: 'La cola que entrega las campañas a Mailbridge se ha detenido. **No se pierde ningún mensaje**: lo programado está a la espera. La ponemos en marcha por partes, para que nadie reciba una campaña dos veces.',
      },
    },
  ],
};

/** Asked, not answered yet. */
export const waiting: Script = {
  agent: 'Mateo Silva',
  title: { en: 'Donation receipts arrive twice', es: 'Los recibos de donación llegan dos veces' },
  reports: [
    {
      email: 'david@hillview.example',
      name: 'David Rhys',
      tried: 'Give 50 by bank transfer',
      expected: 'One receipt',
      actual: 'Two, with different numbers',
      component: 'Receipts',
    },
    {
      email: 'tania@northside.example',
      name: 'Tania Vela',
      tried: 'Donar por transferencia',
      expected: 'Un recibo',
      actual: 'Dos recibos',
      component: 'Receipts',
      locale: 'es',
    },
  ],
  steps: [
    { kind: 'step', text: 'Compared the two receipts: same gift, two numbers', outcome: 'done' },
    { kind: 'attempt', text: 'Sent a receipt anew from the gift’s page: again two', outcome: 'failed' },
  ],
  replication: 'Every gift by bank transfer since this morning.',
  extent: { extent: 'large_group', parts: ['Receipts'], audience: 'everybody who gives by bank transfer' },
  confirmation: {
    team: 'Money and data',
    asks: 'Jonas Adeyemi',
    note: 'Is the gift booked twice, or only the receipt sent twice?',
  },
};

/** Stands at the gate: a step is there, the rest is missing. */
export const stuck: Script = {
  agent: 'Ana Ruiz',
  title: { en: 'Search in Messages finds nothing', es: 'La búsqueda en Mensajes no encuentra nada' },
  reports: [
    {
      email: 'lucas@harbour.example',
      name: 'Lucas Ferro',
      tried: 'Find a message of last week',
      expected: 'The message',
      actual: '“No results”, whatever I type',
      component: 'Messages',
    },
  ],
  steps: [{ kind: 'step', text: 'Asked for the account and the words that were typed', outcome: 'done' }],
};
