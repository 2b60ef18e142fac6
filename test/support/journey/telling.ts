import { expect } from 'vitest';
import { acknowledged, type Json, type Step, type World } from './step.ts';

/** What each mail says first, in the order in which they are to come. A later one tells the earlier ones again. */
const told = ['looking into it', 'had stopped', 'have gone out'] as const;

/** Which of the updates a mail is about. */
export const newestWords = (text: string | null): string | undefined => told.findLast((words) => text?.includes(words));

/** Publishing, the update and the resolution. */
export function telling({ known, as }: World) {
  const manager = as('manager');
  const incident = async () =>
    acknowledged(await manager.get(`/incidents/${known.of('incident')}`), 200) as Json & { updates: Json[] };
  const said = async (body: string, status: string) =>
    expect((await incident()).updates.filter((one) => one['body'] === body).map((one) => one['status'])).toEqual([
      status,
    ]);
  const stated = (status: string) => ({ [known.of('component')]: status });

  return {
    publication: {
      act: async () => {
        const draft = {
          title: 'Campaigns stay pending',
          status: 'investigating',
          body: 'We are looking into it.',
          components: stated('major_outage'),
        };
        const published = acknowledged(
          await manager.post(`/investigations/${known.of('investigation')}/publish`, draft, {
            'Idempotency-Key': 'publish-1',
          }),
          201,
        );
        known.learn({ incident: published['id'] });
        return published;
      },
      stands: () => said('We are looking into it.', 'investigating'),
    },
    update: {
      act: async () => {
        const body = { status: 'identified', body: 'The queue had stopped.', components: stated('partial_outage') };
        return acknowledged(await manager.post(`/incidents/${known.of('incident')}/updates`, body), 201);
      },
      stands: () => said('The queue had stopped.', 'identified'),
    },
    resolution: {
      act: async () =>
        acknowledged(
          await manager.post(`/incidents/${known.of('incident')}/resolve`, { body: 'All campaigns have gone out.' }),
          200,
        ),
      stands: async () => {
        await said('All campaigns have gone out.', 'resolved');
        expect((await incident())['status']).toBe('resolved');
      },
    },
  } satisfies Record<string, Step>;
}
