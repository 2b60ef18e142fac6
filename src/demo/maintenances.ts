import { changeMaintenance } from '#commands/maintenances/change.ts';
import {
  completeMaintenance,
  noteMaintenance,
  startMaintenance,
  verifyMaintenance,
} from '#commands/maintenances/run.ts';
import { scheduleMaintenance, type MaintenanceDraft } from '#commands/maintenances/schedule.ts';
import { must } from './house.ts';
import type { Cast } from './problem.ts';

const manager = 'Maren Holt';
const hour = 3_600_000;

/** Maintenance at Lantern: one that is over and ran late, one that is being checked, one ahead, and one that comes again. */
export async function playMaintenances({ stage, ids }: Cast, now: Temporal.Instant): Promise<void> {
  const at = (hours: number) => Temporal.Instant.fromEpochMilliseconds(wholeHour(now) + hours * hour);
  const draft = (parts: string[], [from, until]: [number, number], said: Said): MaintenanceDraft => ({
    ...{ title: said.en[0], body: said.en[1], translations: { es: { title: said.es[0], body: said.es[1] } } },
    ...{ startsAt: at(from), endsAt: at(until), componentIds: parts.flatMap((name) => ids.components.get(name) ?? []) },
    ...{ autoStart: false, autoComplete: false, remindBeforeMinutes: 60, recurrence: null, notify: true },
  });
  const plan = (more: MaintenanceDraft, hours: number) => must(scheduleMaintenance(stage.as(manager, at(hours)), more));
  const quiet = { body: null, translations: {}, notify: true };

  const past = await plan({ ...draft(['Bank transfers'], [-218, -216], said.payments), notify: false }, -290);
  const then = (hours: number) => stage.as(manager, at(hours));
  await must(
    changeMaintenance(then(-240), { id: past.id, scope: 'this', startsAt: at(-217), endsAt: at(-215), notify: false }),
  );
  await must(startMaintenance(then(-217), { ...quiet, id: past.id, notify: false }));
  await must(verifyMaintenance(then(-215), { ...quiet, id: past.id, notify: false }));
  await must(completeMaintenance(then(-214.5), { ...quiet, id: past.id, notify: false }));

  const running = await plan(draft(['Contact lists'], [-2, 1], said.search), -72);
  await must(startMaintenance(then(-2), { ...quiet, id: running.id }));
  await must(
    noteMaintenance(then(-0.5), {
      ...quiet,
      id: running.id,
      body: 'Two of three lists are done. Searching finds everybody again in those.',
      translations: {
        es: { body: 'Dos de las tres listas están terminadas. En ellas la búsqueda ya encuentra a todos.' },
      },
    }),
  );
  await must(verifyMaintenance(then(-0.1), { ...quiet, id: running.id }));

  await plan({ ...draft(['Sign-in'], [52, 53], said.signIn), autoStart: true, autoComplete: true }, -20);
  const weekly = { rule: 'FREQ=WEEKLY;COUNT=12', timeZone: 'Europe/Madrid' };
  await plan(
    {
      ...draft(['Campaign reports'], [98, 100], said.reports),
      autoStart: true,
      autoComplete: true,
      recurrence: weekly,
    },
    -200,
  );
}

const wholeHour = (now: Temporal.Instant): number => Math.floor(now.epochMilliseconds / hour) * hour;

type Said = { en: [string, string]; es: [string, string] };
const said = {
  payments: {
    en: [
      'New certificates for bank transfers',
      'For a few minutes at a time a transfer may be refused. Try again a little later.',
    ],
    es: [
      'Certificados nuevos para las transferencias',
      'Durante unos minutos puede que se rechace una transferencia. Pruebe un poco más tarde.',
    ],
  },
  search: {
    en: [
      'Contact lists get a faster search',
      'Searching a list may miss who was added today. The lists themselves are complete.',
    ],
    es: [
      'Las listas de contactos tendrán una búsqueda más rápida',
      'Puede que la búsqueda no encuentre a quien se añadió hoy. Las listas están completas.',
    ],
  },
  signIn: {
    en: ['Sign-in moves to a new server', 'You stay signed in. Signing in anew may take a minute longer.'],
    es: [
      'El inicio de sesión pasa a un servidor nuevo',
      'Su sesión sigue abierta. Iniciar otra puede tardar un minuto más.',
    ],
  },
  reports: {
    en: [
      'Reports pause while their figures move',
      'The figures of the week are put together. Reports that are open stay open.',
    ],
    es: [
      'Los informes se detienen mientras se trasladan sus cifras',
      'Se reúnen las cifras de la semana. Los informes abiertos siguen abiertos.',
    ],
  },
} satisfies Record<string, Said>;
