import type { Section } from '../en.ts';

/** Webhooks y chats: cómo se suscriben, qué se publica allí y qué ha sido de ello. */
export const channels: Section<'channels'> = {
  names: { email: 'Correo', webhook: 'Webhook', slack: 'Slack', teams: 'Teams de Microsoft' },

  failures: {
    refused_connection: 'no se pudo conectar',
    timed_out: 'no respondió a tiempo',
    cut_off: 'la conexión se cortó antes de responder',
    not_public: 'la dirección lleva a una red privada',
    redirected: 'respondió con una redirección, que nunca se sigue',
    not_echoed: 'la respuesta no contenía el código de prueba',
    status: 'respondió con un error',
    gone: 'dijo que ya no existe',
    too_large: 'el mensaje era mayor de lo que admite',
  },
  withStatus: (text, status) => `${text} (${status})`,

  subscribe: {
    how: 'Cómo le avisamos',
    address: {
      webhook: 'Dirección de su servicio',
      slack: 'Dirección del webhook entrante',
      teams: 'Dirección del flujo de trabajo',
    },
    addressHint: {
      webhook: 'Empieza por https://. Enviamos allí JSON, como otras páginas de estado, y lo firmamos.',
      slack: 'En Slack: una aplicación con webhooks entrantes, añadida al canal. Empieza por https://hooks.slack.com/.',
      teams: 'En Teams: Workflows, «Enviar alertas de webhook a un canal», y copie la dirección que da.',
    },
    language: 'Idioma de lo que enviamos',
    owner: 'Su dirección de correo',
    ownerHint: 'Le escribimos una sola vez, si su servicio falla durante cinco días y lo desactivamos.',
    proof: {
      webhook: 'Primero enviamos una prueba, que su servicio responde.',
      slack: 'Primero publicamos un código en el chat, que usted escribe en la página siguiente.',
      teams: 'Antes publicamos un código en el chat, y usted lo escribe en la página siguiente.',
    },
  },

  connect: {
    title: { webhook: 'Su webhook', slack: 'Su chat de Slack', teams: 'Su chat de Teams' },
    keep: 'Guarde la dirección de esta página: es la única forma de volver, y quien la tenga puede hacer lo mismo que usted.',
    waitingTitle: 'Esperando a su servicio',
    posted: (address) => `Enviamos una prueba a ${address}. En cuanto la responda, las novedades irán allí.`,
    answer: 'Responda con un estado 200 y el texto de «challenge» en el cuerpo. Ninguna otra cosa vale.',
    hears: 'De qué va a recibir novedades:',
    exampleIn: 'Enviamos',
    exampleOut: 'Usted responde',
    codeTitle: 'Escriba el código del chat',
    codePosted: (address) => `Publicamos seis cifras en el chat de ${address}. Muestran que es suyo.`,
    code: 'Las seis cifras',
    codeSend: 'Confirmar',
    outcome: {
      waiting: 'Está en camino.',
      sent: 'Ha llegado.',
      failed: (why) => `No ha llegado: ${why}.`,
      none: 'Ahora no se ha enviado nada: cada dirección recibe una por minuto y cinco al día.',
    },
    again: 'Enviarlo otra vez',
    activeTitle: 'Las novedades van allí desde ahora',
    active: (address) => `Enviamos a ${address} cuando algo falla, con cada novedad y cuando vuelve a funcionar:`,
    added: 'Ya estaba suscrito, así que esto se ha añadido. Su secreto sigue siendo el mismo.',
    secret: 'El secreto',
    secretHint: 'Con él su servicio comprueba que un envío es nuestro (Standard Webhooks). Se muestra una sola vez.',
    reveal: 'Mostrar el secreto',
    renew: 'Crear un secreto nuevo',
    renewHint: 'El anterior sigue valiendo un día.',
    thisOnce: 'Cópielo ahora: no se volverá a mostrar.',
    test: 'Enviar una prueba',
    tested: 'La prueba',
    disabledTitle: 'Ya no se envía nada allí',
    disabled: (why) => `Desactivado: ${why}.`,
    leave: 'Darse de baja',
  },

  chat: {
    proof: (page, code) =>
      `${code} es el código con el que alguien quiere que se publiquen aquí las novedades de ${page}.`,
    typeIt: 'Escribirlo en esta página',
    otherwise: '¿Nadie de aquí lo ha pedido? Entonces no hay que hacer nada, y no se publicará nada más.',
    test: (page) => `Una prueba: aquí se publican las novedades de ${page}.`,
    nothing: 'No pasa nada.',
    page: 'Ver cómo está todo',
    story: 'Ver toda la historia',
    leave: 'Dejar de publicar aquí',
  },

  api: {
    title: 'Webhooks que le enviamos',
    notes: [
      'POST /subscribers con webhook_url, o el formulario de la página. Primero enviamos una prueba; responda 200 con su texto en el cuerpo. La url de la respuesta dice cómo va y muestra el secreto una sola vez.',
      'Los cuerpos son los de Statuspage: incident con cada novedad (también de mantenimiento) y component_update por cada parte que cambia. meta.version y meta.sequence dicen cuál de dos envíos es más nuevo.',
      'Firmados según Standard Webhooks: compruebe webhook-signature con su secreto y descarte lo que tenga más de cinco minutos. webhook-id no cambia cuando un envío se repite.',
      'Responda con un 2xx en 15 segundos. Todo lo demás se reintenta a los 5 segundos, 5 y 30 minutos, 2, 5, 10 y 10 horas. Las redirecciones no se siguen; un 410 pone fin a la suscripción, y también cinco días de fallos.',
    ],
  },

  mail: {
    test: {
      subject: 'Una prueba: nuestro correo le llega',
      headline: 'Nuestro correo le llega',
      nothing: 'Es una prueba que usted ha pedido. No pasa nada.',
      real: 'Cuando algo falle, un correo como este le dirá qué es, con cada novedad y cuando vuelva a funcionar.',
      button: 'Ver cómo está todo',
      because: (host) => `Recibe este único mensaje porque pidió una prueba en ${host}.`,
    },
    disabled: {
      subject: (host) => `Su webhook en ${host} está desactivado`,
      headline: 'Su webhook está desactivado',
      what: (host, since) =>
        `Desde el ${since}, su webhook en ${host} no ha aceptado nada de lo que enviamos. Hemos dejado de intentarlo.`,
      failure: 'Resultado del último intento',
      mend: 'Cuando vuelva a funcionar, suscríbalo de nuevo: se comprueba en segundos y recibe todo desde entonces.',
      button: 'Suscribirlo de nuevo',
      meanwhile: 'Lo que ocurra entretanto está en la página y en sus canales.',
      because: (host) => `Recibe este único mensaje porque se dio su dirección para un webhook en ${host}.`,
    },
  },

  reasons: {
    gone: 'dijo que ya no existe',
    failing: 'cinco días de fallos',
    by_administrator: 'por un administrador',
    bounced: 'los correos vuelven',
    complained: 'su dueño marcó un correo como no deseado',
    on_providers_list: 'el proveedor de correo la rechaza',
  },
};
