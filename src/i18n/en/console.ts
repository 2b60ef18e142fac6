import type { ConsoleSection } from '../../components/console/nav.ts';

/** What staff read in the console: the queue, reports, investigations, their own account. */
export const console = {
  title: 'Console',

  nav: {
    label: 'Console',
    skip: 'Skip to the content',
    crumbs: 'Where you are',
    more: 'More',
    theme: 'Light or dark',
    signOut: 'Sign out',
    nowShort: 'Now',
    investigationsShort: 'Cases',
    now: 'Needs you now',
    reports: 'Reports',
    investigations: 'Investigations',
    incidents: 'Incidents',
    deliveries: 'Deliveries',
    outbox: 'Outbox',
    components: 'Components',
    people: 'People',
    settings: 'Settings',
    account: 'Your account',
  } satisfies Record<ConsoleSection, string> & Record<string, string>,

  form: {
    kept: 'What you wrote is kept. Mend it below and send it again.',
    optional: 'optional',
  },
};
