import type { Section } from '../en.ts';

export const feeds: Section<'feeds'> = {
  title: (organisation) => `Estado de ${organisation}: historial de incidentes`,
  titleOf: (part, organisation) => `${part}: estado de ${organisation}, historial de incidentes`,
  description: (organisation) => `Problemas y mantenimientos en ${organisation}, y todo lo que se dijo de ellos.`,
  label: {
    investigating: 'Investigando',
    identified: 'Identificado',
    monitoring: 'En observación',
    resolved: 'Resuelto',
    postmortem: 'Informe posterior',
    scheduled: 'Programado',
    in_progress: 'En curso',
    verifying: 'En comprobación',
    completed: 'Completado',
    cancelled: 'Cancelado',
    again: 'Actualización',
  },
  retracted: (title) => `Retirado, falsa alarma: ${title}`,
  planned: (window) => `Previsto para ${window}.`,
  affected: (names) => `Afecta a ${names}.`,
  scope: {
    confirmed: 'Confirmado por el equipo de desarrollo.',
    not_yet_confirmed: 'Alcance aún sin confirmar.',
  },
};
