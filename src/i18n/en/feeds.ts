import type { ConfirmationMark, IncidentStatus } from '#domain/incident.ts';
import type { MaintenanceStatus } from '#domain/maintenance.ts';

/** What feeds and calendars say. The states are Statuspage's words: programs look for them. */
export const feeds = {
  title: (organisation: string) => `${organisation} status: incident history`,
  titleOf: (part: string, organisation: string) => `${part}: ${organisation} status, incident history`,
  description: (organisation: string) => `Problems and maintenance at ${organisation}, and everything said about them.`,
  label: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
    postmortem: 'Postmortem',
    scheduled: 'Scheduled',
    in_progress: 'In progress',
    verifying: 'Verifying',
    completed: 'Completed',
    cancelled: 'Cancelled',
    again: 'Update',
  } satisfies Record<IncidentStatus | MaintenanceStatus | 'postmortem' | 'again', string>,
  retracted: (title: string) => `Retracted, a false alarm: ${title}`,
  planned: (window: string) => `Planned for ${window}.`,
  affected: (names: string) => `Affected: ${names}.`,
  scope: {
    confirmed: 'Confirmed by the development team.',
    not_yet_confirmed: 'Scope not yet confirmed.',
  } satisfies Record<ConfirmationMark, string>,
};
