import { expect } from 'vitest';
import { acknowledged, type Json, type Step, type World } from './step.ts';

type Row = Json & { id: string };

/** From the report to the developers' answer. */
export function working(world: World) {
  const { known, visitor, as } = world;
  const agent = as('agent');
  const manager = as('manager');
  const path = () => `/investigations/${known.of('investigation')}`;
  const report = async () => acknowledged(await agent.get(`/reports/${known.of('report')}`), 200);
  const investigation = async () => acknowledged(await agent.get(path()), 200) as Investigation;
  const request = async () => acknowledged(await manager.get(`/confirmation_requests/${known.of('request')}`), 200);
  const noted = (body: Json): Step => ({
    act: async () => acknowledged(await agent.post(`${path()}/steps`, body), 201),
    stands: async () =>
      expect((await investigation()).steps.filter((one) => one['text'] === body['text'])).toHaveLength(1),
  });

  return {
    report: {
      act: async () => {
        await learnCatalogue(world);
        const filed = acknowledged(
          await visitor.post('/reports', { ...words, component_id: known.of('component') }),
          201,
        );
        known.learn({ report: filed['id'], reference: filed['reference'] });
        return filed;
      },
      stands: async () =>
        expect(await report()).toMatchObject({ reference: known.of('reference'), tried: words.tried }),
    },
    claim: {
      act: async () => acknowledged(await agent.post(`/reports/${known.of('report')}/claim`), 200),
      stands: async () => expect((await report())['claimed_by']).not.toBeNull(),
    },
    investigation: {
      act: async () => {
        const opened = acknowledged(
          await agent.post('/investigations', { title: 'Campaigns stay pending', report_ids: [known.of('report')] }),
          201,
        );
        known.learn({ investigation: opened['id'] });
        return opened;
      },
      stands: async () => expect((await investigation()).report_ids).toEqual([known.of('report')]),
    },
    step: noted({ kind: 'step', text: 'Looked at the queue', outcome: 'done' }),
    attempt: noted({ kind: 'attempt', text: 'Sent a copy', outcome: 'failed' }),
    replication: {
      act: async () =>
        acknowledged(
          await agent.post(`${path()}/replication`, { outcome: 'replicated', details: 'On two accounts' }),
          200,
        ),
      stands: async () => expect((await investigation()).replication).toMatchObject({ outcome: 'replicated' }),
    },
    extent: {
      act: async () =>
        acknowledged(
          await agent.post(`${path()}/extent`, {
            extent: 'large_group',
            component_ids: [known.of('component')],
            audience: 'everyone who schedules',
          }),
          200,
        ),
      stands: async () =>
        expect(await investigation()).toMatchObject({ extent: 'large_group', component_ids: [known.of('component')] }),
    },
    escalation: {
      act: async () =>
        acknowledged(
          await agent.post(`${path()}/escalations`, { target_id: known.of('target'), priority: 'high' }),
          201,
        ),
      stands: async () => expect((await investigation()).escalations.map((one) => one['priority'])).toEqual(['high']),
    },
    request: {
      act: async () => {
        const asked = acknowledged(
          await manager.post(`${path()}/confirmation_requests`, { team_id: known.of('team'), note: 'Is it everyone?' }),
          201,
        );
        known.learn({ request: asked['id'] });
        return asked;
      },
      stands: async () => expect(await request()).toMatchObject({ note: 'Is it everyone?' }),
    },
    /** Every developer tries; the answer tells who was heard. */
    confirmation: {
      act: async () => {
        const statuses = await Promise.all(
          developers(world).map((developer) =>
            developer.post(`/confirmation_requests/${known.of('request')}/answer`, {
              answer: 'large_group',
              note: 'The queue stopped.',
            }),
          ),
        );
        known.learn({ developer: statuses.findIndex(({ status }) => status === 200) });
        return { statuses: statuses.map(({ status }) => status) };
      },
      stands: async () =>
        expect(await request()).toMatchObject({ answer: 'large_group', answer_note: 'The queue stopped.' }),
    },
  } satisfies Record<string, Step>;
}

type Investigation = Json & { steps: Row[]; escalations: Row[]; report_ids: string[]; replication: Json | null };

const words = {
  reporter: { email: 'reporter@reader.example', name: 'Rosa' },
  tried: 'Send the Sunday newsletter',
  expected: 'It goes out at nine',
  actual: 'It says pending',
};

const developers = ({ allclear, as }: World) =>
  allclear.accounts.filter(({ role }) => role === 'developer').map((_, nth) => as('developer', nth));

/** The component that fails, one beside it, the team that owns it, and the support manager. */
async function learnCatalogue({ known, as }: World): Promise<void> {
  const components = (acknowledged(await as('agent').get('/components'), 200) as { data: Row[] }).data;
  const targets = (acknowledged(await as('agent').get('/targets'), 200) as { data: Row[] }).data;
  const named = (name: string) => components.find((row) => row['name'] === name);
  known.learn({
    component: named('Sending')?.id,
    team: named('Sending')?.['team_id'],
    outside: named('Receipts')?.id,
    target: targets.find((row) => row['kind'] === 'support_manager')?.id,
  });
}
