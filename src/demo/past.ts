import type { Script } from './problem.ts';

export type PastScript = Script & { daysAgo: number };

/** What is over, each with how long ago it began. */
export const past: readonly PastScript[] = [
  {
    daysAgo: 68,
    agent: 'Ana Ruiz',
    title: {
      en: 'Android app closes when a photo is added',
      es: 'La aplicación de Android se cierra al añadir una foto',
    },
    reports: [
      {
        email: 'parish@hillview.example',
        name: 'Greta Lind',
        tried: 'Add a photo to a request',
        expected: 'The photo appears',
        actual: 'The app closes',
        component: 'Android app',
        fixed: 'yes',
      },
      {
        email: 'desk@harbour.example',
        name: 'Hugo Prat',
        tried: 'Send a picture of a sofa',
        expected: 'It is sent',
        actual: 'Back on the home screen',
        component: 'Android app',
        fixed: 'yes',
      },
    ],
    steps: [
      { kind: 'step', text: 'Asked for phone model and version', outcome: 'done' },
      { kind: 'attempt', text: 'Cleared the app’s cache', outcome: 'failed' },
    ],
    replication: 'On two phones, Android 14 and 15, every time.',
    extent: { extent: 'large_group', parts: ['Android app'], audience: 'everybody on Android who adds a photo' },
    confirmation: {
      team: 'Apps',
      asks: 'Maren Holt',
      note: 'Is it every Android version?',
      developer: 'Tove Berg',
      answer: 'Every version since Monday’s release.',
    },
    published: {
      manager: 'Maren Holt',
      notify: false,
      parts: { 'Android app': 'partial_outage' },
      body: {
        en: 'On Android the app closes when a photo is added. Requests without a photo go through.',
        es: 'En Android la aplicación se cierra al añadir una foto. Las peticiones sin foto funcionan.',
      },
    },
    updates: [
      {
        minute: 60,
        status: 'identified',
        body: {
          en: 'A change in Monday’s release is the cause. A corrected release is on its way to the store.',
          es: 'La causa es un cambio en la versión del lunes. Una versión corregida va camino de la tienda.',
        },
      },
    ],
    resolved: {
      minute: 128,
      body: {
        en: 'Version 8.4.1 is in the store. Update the app and photos work again.',
        es: 'La versión 8.4.1 está en la tienda. Actualice la aplicación y las fotos volverán a funcionar.',
      },
    },
  },
  {
    daysAgo: 39,
    agent: 'Mateo Silva',
    title: { en: 'Card donations are declined', es: 'Se rechazan las donaciones con tarjeta' },
    reports: [
      {
        email: 'treasurer@northside.example',
        name: 'Olga Sanz',
        tried: 'Give by card',
        expected: 'A receipt',
        actual: 'Declined, with three cards',
        component: 'Card donations',
        fixed: 'yes',
      },
      {
        email: 'marta@hillview.example',
        name: 'Marta Gil',
        tried: 'Donar 20 euros',
        expected: 'Un recibo',
        actual: 'Tarjeta rechazada',
        component: 'Card donations',
        locale: 'es',
        fixed: 'yes',
      },
      {
        email: 'nils@harbour.example',
        name: 'Nils Dahl',
        tried: 'Monthly gift',
        expected: 'It is booked',
        actual: 'Error 502 after a long wait',
        component: 'Card donations',
      },
    ],
    steps: [
      { kind: 'step', text: 'Looked at Tillpoint’s own messages', outcome: 'done' },
      { kind: 'attempt', text: 'Gave one euro by card', outcome: 'failed' },
      { kind: 'note', text: 'All attempts end with code 502 after 30 seconds.' },
    ],
    replication: 'Three cards of three banks, all declined.',
    extent: { extent: 'system_wide', parts: ['Card donations', 'Receipts'], audience: 'everybody who gives by card' },
    confirmation: {
      team: 'Money and data',
      asks: 'Jonas Adeyemi',
      note: 'Ours or Tillpoint’s?',
      developer: 'Clara Roca',
      answer: 'Tillpoint’s gateway refuses every session. Nobody was charged.',
    },
    published: {
      manager: 'Jonas Adeyemi',
      notify: false,
      parts: { 'Card donations': 'major_outage', Receipts: 'degraded_performance' },
      body: {
        en: 'Gifts by card are declined. Nobody is charged. Bank transfers work.',
        es: 'Las donaciones con tarjeta se rechazan. No se cobra a nadie. Las transferencias funcionan.',
      },
    },
    updates: [
      {
        minute: 44,
        status: 'monitoring',
        parts: { 'Card donations': 'degraded_performance' },
        body: {
          en: 'Tillpoint has repaired its gateway. We are watching the first gifts.',
          es: 'Tillpoint ha reparado su pasarela. Observamos las primeras donaciones.',
        },
        edited: {
          minute: 49,
          body: {
            en: 'Tillpoint has repaired its gateway. We are watching the first gifts by card; none is charged twice.',
            es: 'Tillpoint ha reparado su pasarela. Observamos las primeras donaciones con tarjeta; ninguna se cobra dos veces.',
          },
        },
      },
    ],
    resolved: {
      minute: 81,
      body: {
        en: 'Gifts by card work again. If yours was declined, please try once more: it was not charged.',
        es: 'Las donaciones con tarjeta vuelven a funcionar. Si la suya fue rechazada, inténtelo de nuevo: no se cobró.',
      },
    },
    postmortem: {
      minute: 60 * 26,
      body: {
        en: '## What happened\n\nFor 44 minutes every gift by card was declined. Nobody was charged, and no bank transfer was touched.\n\n## Why\n\nTillpoint, who handles our cards, renewed a certificate, and its gateway refused every session that we opened with the old one. Ours was kept for a day instead of an hour.\n\n## What we do about it\n\n- We ask for the certificate anew with every hundred gifts. **Done.**\n- A test gift of one cent runs every five minutes and wakes us when it fails. **Done.**\n- When cards are declined, the form offers a bank transfer by itself. **In spring.**',
        es: '## Qué pasó\n\nDurante 44 minutos se rechazaron todas las donaciones con tarjeta. No se cobró a nadie y las transferencias no se vieron afectadas.\n\n## Por qué\n\nTillpoint, que gestiona nuestras tarjetas, renovó un certificado y su pasarela rechazó todas las sesiones que abríamos con el antiguo. El nuestro se guardaba un día en lugar de una hora.\n\n## Qué hacemos al respecto\n\n- Pedimos de nuevo el certificado cada cien donaciones. **Hecho.**\n- Una donación de prueba de un céntimo se hace cada cinco minutos y nos avisa si falla. **Hecho.**\n- Si se rechazan las tarjetas, el formulario ofrecerá por sí mismo una transferencia. **En primavera.**',
      },
    },
  },
  {
    daysAgo: 8.6,
    agent: 'Ana Ruiz',
    title: { en: 'Push notifications arrive hours late', es: 'Los avisos del móvil llegan con horas de retraso' },
    reports: [
      {
        email: 'irene@harbour.example',
        name: 'Irene Costa',
        tried: 'Answer a request quickly',
        expected: 'A notification',
        actual: 'It came three hours later',
        component: 'Push notifications',
        fixed: 'yes',
      },
      {
        email: 'sven@northside.example',
        name: 'Sven Aune',
        tried: 'Be told of new requests',
        expected: 'At once',
        actual: 'In the evening, all together',
        component: 'Push notifications',
        fixed: 'no',
      },
      {
        email: 'rosa@hillview.example',
        name: 'Rosa Peña',
        tried: 'Recibir avisos',
        expected: 'Al momento',
        actual: 'Llegan por la noche',
        component: 'Push notifications',
        locale: 'es',
        fixed: 'yes',
      },
      {
        email: 'pablo@harbour.example',
        name: 'Pablo Mas',
        tried: 'See messages',
        expected: 'A sound',
        actual: 'Nothing for hours',
        component: 'Push notifications',
      },
    ],
    steps: [
      { kind: 'step', text: 'Compared sending and arrival times of ten notifications', outcome: 'done' },
      { kind: 'attempt', text: 'Registered a test phone anew', outcome: 'failed' },
    ],
    replication: 'A test phone got a notification of 09:10 at 12:04.',
    extent: { extent: 'large_group', parts: ['Push notifications'], audience: 'everybody with the app' },
    confirmation: {
      team: 'Messaging',
      asks: 'Maren Holt',
      note: 'How many wait?',
      developer: 'Ravi Nair',
      answer: 'About 40,000 wait. One of two workers was stopped.',
    },
    published: {
      manager: 'Maren Holt',
      notify: true,
      parts: { 'Push notifications': 'degraded_performance' },
      body: {
        en: 'Notifications on phones come hours late. Nothing is lost: open the app to see what is new.',
        es: 'Los avisos del móvil llegan con horas de retraso. No se pierde nada: abra la aplicación para ver las novedades.',
      },
    },
    resolved: {
      minute: 140,
      body: {
        en: 'Notifications arrive within seconds again. The late ones have all been sent.',
        es: 'Los avisos vuelven a llegar en segundos. Los atrasados ya se han enviado todos.',
      },
    },
  },
];
