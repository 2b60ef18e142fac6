import type { Section } from '../en.ts';

/** Cuando la base de datos no responde, y en las copias. */
export const away: Section<'away'> = {
  notice: (since, of) => `No hay datos en directo desde ${since}; se muestra el estado de ${of}.`,
  unknown: 'Estado desconocido',
  lastKnown: (of) => `Último estado conocido: ${of}.`,
  below: 'Lo que sigue es lo último que sabemos y puede haber cambiado desde entonces.',
  unknownStatus: 'Desconocido',
  noLiveData: (since) => `Estado desconocido: sin datos en directo desde ${since}`,
  copy: (of) => `Esto es una copia de ${of}. No cambia por sí sola.`,
  livePage: 'Abrir la página en directo',
  page: {
    title: 'Esta página no se puede mostrar ahora',
    lead: 'En este momento no tenemos acceso a nuestros datos. Vuelva a intentarlo en un minuto. La página de estado sigue disponible.',
  },
  saving: {
    title: 'Ahora no podemos guardar nada',
    lead: 'En este momento no tenemos acceso a nuestros datos, así que no se ha guardado nada. Lo que usted ha escrito está abajo: deje esta página abierta y vuelva a enviarlo en un minuto.',
    again: 'Volver a enviarlo',
    typed: 'Lo que usted ha escrito',
  },
  starting: {
    title: 'La página de estado se está iniciando',
    lead: 'Todavía no tiene acceso a sus datos. Vuelva a intentarlo en un minuto.',
  },
};
