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
  },
};
