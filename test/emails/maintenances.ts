import { maintenanceMail } from '#emails/maintenance.ts';
import type { RenderedMail } from '#emails/mail.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { maintenanceNews, type MaintenanceNews, type MaintenanceStatus } from '#domain/maintenance.ts';
import type { PublicMaintenance, PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import { page } from './incidents.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}:00Z`);
const window = { startsAt: at('2026-11-29T02:00'), endsAt: at('2026-11-29T04:00') };

const statusOf: Partial<Record<MaintenanceNews, MaintenanceStatus>> = {
  started: 'in_progress',
  verifying: 'verifying',
  completed: 'completed',
  cancelled: 'cancelled',
};

const maintenance = (status: MaintenanceStatus): PublicMaintenance => ({
  id: 'abcdefghijkl' as Id<'maintenance'>,
  title: 'New session store',
  language: 'en',
  frozenTitle: 'New session store',
  body: 'Sign-in is not available for a while. **Nobody is signed out.**',
  bodyLanguage: 'en',
  status,
  ...window,
  ...{ autoStart: true, autoComplete: true, createdAt: at('2026-11-20T10:00'), updatedAt: at('2026-11-29T02:04') },
  startedAt: status === 'scheduled' || status === 'cancelled' ? null : at('2026-11-29T02:04'),
  verifyingAt: null,
  completedAt: status === 'completed' ? at('2026-11-29T03:41') : null,
  cancelledAt: status === 'cancelled' ? at('2026-11-28T09:00') : null,
  components: [{ id: 'component001' as Id<'component'>, name: 'Sign-in' }],
  updates: [],
  recurrence: null,
  incidents: [],
  version: 3,
});

/** The mail of one kind of news, with the usual words or with some that were written. */
export function ofMaintenance(news: MaintenanceNews, locale: Locale, body: string | null = null): RenderedMail {
  const status = statusOf[news] ?? 'scheduled';
  const former = { startsAt: at('2026-11-28T22:00'), endsAt: at('2026-11-29T00:00') };
  const update: PublicMaintenanceUpdate = {
    ...{ id: 'update000001' as Id<'update'>, sequence: 1, news, status, body, language: 'en' },
    ...{ at: at('2026-11-29T02:04'), window, former: news === 'moved' ? former : null },
  };
  return maintenanceMail({
    ...{ page, locale, maintenance: maintenance(status), update, why: ['Sign-in'] },
    next: [at('2026-12-06T02:00'), at('2026-12-13T02:00')],
    links: {
      maintenance: 'https://status.example.org/maintenances/abcdefghijkl',
      preferences: 'https://status.example.org/preferences',
      unsubscribe: 'https://status.example.org/u/9b1f',
    },
  });
}

/** One of each news, by its name. */
export const everyMaintenanceMail = (locale: Locale): Record<string, RenderedMail> => ({
  ...Object.fromEntries(maintenanceNews.map((news) => [`maintenance ${news}`, ofMaintenance(news, locale)])),
  'maintenance started, with words': ofMaintenance('started', locale, 'Half of it is done.'),
});
