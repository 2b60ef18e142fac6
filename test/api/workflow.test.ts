import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';

const database = useDatabase();
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

describe('a problem on its way from the people who report it to the last of them', () => {
  const seen: Record<string, string> = {};
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
  const id = expect.stringMatching(/^[a-z0-9]{12}$/u);

  it('is reported without a sign-in, and the reporter gets a reference and a private link', async () => {
    const { status, body } = await api('POST', '/reports', {
      body: {
        reporter: { email: 'lin@example.org', name: 'Lin' },
        tried: 'Signing in',
        expected: 'My page',
        actual: 'An empty page',
        identifiers: { request: 'r-7' },
        links: ['https://example.org/shot.png'],
      },
    });
    expect([status, body]).toMatchObject([
      201,
      {
        id,
        reference: expect.stringMatching(/^R-/u),
        state: 'new',
        source: 'api',
        created_at: time,
        first_answer_due_at: time,
        version: 1,
      },
    ]);
    Object.assign(seen, { report: body.id, key: new URL(body.url).searchParams.get('key') });
    expect(new URL(body.url).origin).toBe('https://status.example.org');
  });

  it('is taken, categorised, investigated and recorded by support', async () => {
    expect((await api('POST', `/reports/${seen['report']}/claim`, { as: 'ana' })).body).toMatchObject({
      state: 'claimed',
      claimed_by: house.people.ana.accountId,
    });
    expect(
      (await api('POST', `/reports/${seen['report']}/categorise`, { as: 'ana', body: { kind: 'bug' } })).body,
    ).toMatchObject({ kind: 'bug' });
    const opened = await api('POST', '/investigations', {
      as: 'ana',
      body: { title: 'People cannot sign in', report_ids: [seen['report']] },
    });
    expect([opened.status, opened.body]).toMatchObject([
      201,
      { id, report_ids: [seen['report']], incident_id: null, version: 1 },
    ]);
    seen['investigation'] = opened.body.id;
    const path = `/investigations/${seen['investigation']}`;
    for (const kind of ['step', 'attempt'])
      expect(
        (await api('POST', `${path}/steps`, { as: 'ana', body: { kind, text: 'Looked', outcome: 'done' } })).status,
      ).toBe(201);
    expect(
      (await api('POST', `${path}/replication`, { as: 'ana', body: { outcome: 'replicated', details: 'Twice' } })).body
        .replication,
    ).toMatchObject({ outcome: 'replicated' });
  });

  it('is held at the gate by exactly what is missing, and goes through once it is there', async () => {
    const path = `/investigations/${seen['investigation']}`;
    const refused = await api('POST', `${path}/escalations`, { as: 'ana', body: { target_id: house.targets.manager } });
    expect([refused.status, refused.body.code, refused.body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      'escalation_gate',
      ['extent', 'component_ids'],
    ]);
    expect(
      (await api('POST', `${path}/confirmation_requests`, { as: 'maren', body: { team_id: house.teams.apps } })).body,
    ).toMatchObject({ status: 409, code: 'not_escalated' });
    expect(
      (
        await api('POST', `${path}/extent`, {
          as: 'ana',
          body: { extent: 'large_group', component_ids: [house.components.signIn], audience: 'Europe' },
        })
      ).body,
    ).toMatchObject({ extent: 'large_group', audience: 'Europe' });
    expect(
      await api('POST', `${path}/escalations`, {
        as: 'ana',
        body: { target_id: house.targets.manager, priority: 'urgent' },
      }),
    ).toMatchObject({ status: 201, body: { id, passage: 'points', priority: 'urgent' } });
  });

  it('is not published before the developers have confirmed it, nor beyond what they confirmed', async () => {
    const path = `/investigations/${seen['investigation']}`;
    const draft = {
      title: 'Sign-in is down',
      status: 'investigating',
      body: 'We look.',
      components: { [house.components.signIn]: 'major_outage' },
    };
    const publish = (body: object = draft) => api('POST', `${path}/publish`, { as: 'maren', body });
    expect((await publish()).body).toMatchObject({
      status: 409,
      code: 'not_confirmed',
      errors: [{ code: 'no_request_yet' }],
    });
    const asked = await api('POST', `${path}/confirmation_requests`, {
      as: 'maren',
      body: { team_id: house.teams.apps, note: 'Please look' },
    });
    expect(asked).toMatchObject({ status: 201, body: { id, team_id: house.teams.apps, answer: null } });
    expect((await publish()).body).toMatchObject({ code: 'not_confirmed', errors: [{ code: 'no_answer_yet' }] });
    const answer = (as: 'ravi' | 'tove') =>
      api('POST', `/confirmation_requests/${asked.body.id}/answer`, {
        as,
        body: { answer: 'large_group', note: 'The session store' },
      });
    expect(await answer('ravi')).toMatchObject({ status: 403, body: { code: 'not_your_team' } });
    expect(await answer('tove')).toMatchObject({
      status: 200,
      body: { answer: 'large_group', answered_by: house.people.tove.accountId, answered_at: time },
    });
    expect(
      (await publish({ ...draft, components: { ...draft.components, [house.components.sending]: 'partial_outage' } }))
        .body,
    ).toMatchObject({
      code: 'not_confirmed',
      errors: [{ path: `components.${house.components.sending}`, code: 'component_not_confirmed' }],
    });
    const preview = await api('POST', `${path}/preview`, { as: 'maren', body: draft });
    expect(preview).toMatchObject({
      status: 200,
      body: {
        page_html: expect.any(String),
        emails: [{ locale: 'en' }, { locale: 'es' }],
        chat: expect.any(String),
        recipients: { email: 0, webhook: 0, slack: 0, teams: 0 },
      },
    });
    const out = await publish();
    expect(out).toMatchObject({
      status: 201,
      body: {
        id,
        title: 'Sign-in is down',
        status: 'investigating',
        impact: 'critical',
        confirmation: 'confirmed',
        version: 1,
        components: [{ id: house.components.signIn, status: 'major_outage' }],
      },
    });
    expect(out.headers.get('etag')).toBe('"1"');
    seen['incident'] = out.body.id;
    expect((await publish()).body).toMatchObject({ status: 409, code: 'already_published' });
    expect((await api('GET', path, { as: 'ana' })).body.incident_id).toBe(seen['incident']);
    expect((await api('GET', `/components/${house.components.signIn}`, { as: 'ana' })).body.status).toBe(
      'major_outage',
    );
  });

  it('is updated, resolved, and its component is well again', async () => {
    const path = `/incidents/${seen['incident']}`;
    const update = await api('POST', `${path}/updates`, {
      as: 'jonas',
      body: {
        status: 'monitoring',
        body: 'It is back.',
        components: { [house.components.signIn]: 'degraded_performance' },
        translations: { es: { body: 'Ha vuelto.' } },
      },
    });
    expect(update).toMatchObject({
      status: 201,
      body: {
        id,
        incident_id: seen['incident'],
        status: 'monitoring',
        version: 2,
        affected_components: [{ old_status: 'major_outage', new_status: 'degraded_performance' }],
      },
    });
    expect(
      await api('PATCH', `${path}/updates/${update.body.id}`, { as: 'maren', body: { body: 'It is mostly back.' } }),
    ).toMatchObject({ status: 200, body: { body: 'It is mostly back.', edited_at: time } });
    expect(await api('POST', `${path}/resolve`, { as: 'maren', body: { body: 'All clear.' } })).toMatchObject({
      status: 200,
      body: { status: 'resolved', impact: 'critical', resolved_at: time, components: [{ status: 'operational' }] },
    });
    expect((await api('GET', `/components/${house.components.signIn}`, { as: 'ana' })).body.status).toBe('operational');
    expect(
      (await api('GET', '/incidents?status=resolved', { as: 'ana' })).body.data.map((one: { id: string }) => one.id),
    ).toEqual([seen['incident']]);
  });

  it('waits for its reporter, whose word by the private link alone opens or closes it', async () => {
    const follow = (key: unknown, answer: string) =>
      api('POST', `/reports/${seen['report']}/follow_up`, { body: { key, answer, note: 'Since ten' } });
    expect((await api('GET', `/reports/${seen['report']}`, { as: 'ana' })).body.state).toBe('on_hold');
    for (const key of ['', 'x', seen['key']?.slice(0, -1), `${seen['report']}${'A'.repeat(43)}`])
      expect((await follow(key, 'yes')).status, key).toBe(404);
    expect((await follow(seen['key'], 'perhaps')).status).toBe(422);
    expect(await follow(seen['key'], 'no')).toMatchObject({
      status: 200,
      body: { state: 'claimed', follow_up: { answer: 'no', note: 'Since ten' } },
    });
    expect(await follow(seen['key'], 'yes')).toMatchObject({ status: 200, body: { state: 'solved' } });
  });

  it('and every step of it is in the audit log, in order', async () => {
    const { body } = await api('GET', '/audit?limit=100', { as: 'ines' });
    const story = body.data
      .filter(
        ({ name, investigation_id: of, report_id: report }: Record<string, string>) =>
          name !== 'refused' && (of === seen['investigation'] || report === seen['report']),
      )
      .map(({ name }: { name: string }) => name)
      .toReversed();
    expect(story).toEqual([
      'report.filed',
      'report.claimed',
      'report.categorised',
      'investigation.opened',
      'report.linked',
      'investigation.step_recorded',
      'investigation.step_recorded',
      'investigation.replication_recorded',
      'investigation.extent_judged',
      'escalation.sent',
      'confirmation.requested',
      'confirmation.answered',
      'incident.published',
      'incident.updated',
      'incident.update_edited',
      'incident.resolved',
      'report.followed_up',
      'report.followed_up',
      'investigation.closed',
    ]);
  });
});
