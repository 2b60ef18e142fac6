import type { Section } from '../en.ts';

export const console: Section<'console'> = {
  title: 'Consola',

  nav: {
    label: 'Consola',
    skip: 'Saltar al contenido',
    crumbs: 'Dónde está',
    more: 'Más',
    theme: 'Claro u oscuro',
    signOut: 'Cerrar la sesión',
    nowShort: 'Ahora',
    investigationsShort: 'Casos',
    now: 'Le espera ahora',
    reports: 'Informes',
    investigations: 'Investigaciones',
    incidents: 'Incidentes',
    deliveries: 'Entregas',
    outbox: 'Buzón de salida',
    components: 'Componentes',
    people: 'Personas',
    settings: 'Ajustes',
    account: 'Su cuenta',
  },

  form: {
    kept: 'Lo que escribió se conserva. Corríjalo abajo y envíelo de nuevo.',
    optional: 'opcional',
  },
};
