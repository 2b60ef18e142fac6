import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, startAllclear, type Allclear, type Api } from '../support/allclear.ts';
import { firstLink, listUnsubscribe, threadOf } from '../support/mails.ts';
import { startResend, type FakeResend } from '../support/resend.ts';

type Row = Record<string, unknown> & { id: string; name?: string };

/** The black-box run of the main job: HTTP alone, mails by a server that speaks Resend's API. */
describe('from a report to the resolution, over HTTP alone', { timeout: 120_000 }, () => {
  let resend: FakeResend;
  let allclear: Allclear;
  let [agent, manager, developer]: [Api, Api, Api] = [undefined, undefined, undefined] as never;
  const people = ['one@reader.example', 'two@reader.example', 'three@reader.example'];
  const known: Record<string, string> = {};

  beforeAll(async () => {
    resend = await startResend();
    allclear = await startAllclear({
      script: 'demo',
      env: {
        ALLCLEAR_DEMO_EMPTY: '1',
        RESEND_API_KEY: 're_test',
        RESEND_BASE_URL: resend.url,
        MAIL_FROM: 'status@lantern.example',
      },
    });
    [agent, manager] = [
      api(allclear, allclear.account('agent').token),
      api(allclear, allclear.account('manager').token),
    ];
  }, 180_000);

  afterAll(async () => {
    await allclear?.stop();
    await resend?.close();
  });

  const mailsTo = async (address: string, count: number) => {
    await resend.waitFor(() => resend.mailsTo(address).length >= count, 20_000);
    return resend.mailsTo(address);
  };
  const page = async (path: string) => (await allclear.fetch(path)).text();

  it('subscribes three people, each by the link in their own mail', async () => {
    for (const email of people) {
      expect((await api(allclear).post('/subscribers', { email })).status).toBe(202);
      const [mail] = await mailsTo(email, 1);
      const link = firstLink(mail?.text ?? '');
      expect(link).toContain('/subscriptions/');
      const shown = await (await fetch(link)).text();
      expect(shown.match(/<form[^>]*method="?post"?/giu)).toHaveLength(1);
      const action = new URLSearchParams(
        [...shown.matchAll(/<input[^>]*type="?hidden"?[^>]*>/giu)].map(([tag]) => [
          /name="?([^"\s>]+)/u.exec(tag)?.[1] ?? '',
          /value="?([^"\s>]*)/u.exec(tag)?.[1] ?? '',
        ]),
      );
      expect((await fetch(link, { method: 'POST', body: action })).status).toBe(200);
    }
  });

  it('takes a report, gives it a reference, and lets an agent claim it', async () => {
    const components = (await agent.get<{ data: Row[] }>('/components')).body.data;
    expect(components).toHaveLength(16);
    const sending = components.find((row) => row.name === 'Sending');
    const other = components.find((row) => row.name === 'Receipts');
    Object.assign(known, { component: sending?.id, team: sending?.['team_id'], outside: other?.id });
    const filed = await api(allclear).post('/reports', {
      reporter: { email: 'reporter@reader.example', name: 'Rosa' },
      tried: 'Send the Sunday newsletter',
      expected: 'It goes out at nine',
      actual: 'It says pending',
      component_id: known['component'],
    });
    expect(filed.status).toBe(201);
    expect(filed.body['reference']).toMatch(/^R-[0-9A-Z]{5}$/u);
    known['report'] = String(filed.body['id']);
    const [mail] = await mailsTo('reporter@reader.example', 1);
    expect(mail?.subject).toContain(String(filed.body['reference']));
    const claimed = await agent.post(`/reports/${known['report']}/claim`);
    expect(claimed.status).toBe(200);
    expect(claimed.body['state']).toBe('claimed');
  });

  it('is refused at the gate with every missing point named, and passes it once they are met', async () => {
    const opened = await agent.post('/investigations', {
      title: 'Campaigns stay pending',
      report_ids: [known['report']],
    });
    expect(opened.status).toBe(201);
    known['investigation'] = String(opened.body['id']);
    const path = `/investigations/${known['investigation']}`;
    const target = (await agent.get<{ data: Row[] }>('/targets')).body.data.filter(
      (row) => row['kind'] === 'support_manager',
    );
    expect(target).toHaveLength(1);
    const refused = await agent.post<{ code: string; errors: { code: string }[] }>(`${path}/escalations`, {
      target_id: target[0]?.id,
    });
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('escalation_gate');
    expect(refused.body.errors.map((error) => error.code)).toEqual([
      'step_missing',
      'attempt_missing',
      'replication_missing',
      'extent_missing',
      'components_missing',
    ]);
    expect((await manager.post(`${path}/confirmation_requests`, { team_id: known['team'] })).body['code']).toBe(
      'not_escalated',
    );
    expect(
      (await agent.post(`${path}/steps`, { kind: 'step', text: 'Looked at the queue', outcome: 'done' })).status,
    ).toBe(201);
    expect(
      (await agent.post(`${path}/steps`, { kind: 'attempt', text: 'Sent a copy', outcome: 'failed' })).status,
    ).toBe(201);
    expect(
      (await agent.post(`${path}/replication`, { outcome: 'replicated', details: 'On two accounts' })).status,
    ).toBe(200);
    expect(
      (
        await agent.post(`${path}/extent`, {
          extent: 'large_group',
          component_ids: [known['component']],
          audience: 'everyone who schedules',
        })
      ).status,
    ).toBe(200);
    expect((await agent.post(`${path}/escalations`, { target_id: target[0]?.id, priority: 'high' })).status).toBe(201);
  });

  it('does not publish before the developers have confirmed', async () => {
    const draft = {
      title: 'Campaigns stay pending',
      status: 'investigating',
      body: 'We are looking into it.',
      components: { [String(known['component'])]: 'major_outage' },
    };
    const refused = await manager.post(`/investigations/${known['investigation']}/publish`, draft);
    expect([refused.status, refused.body['code']]).toEqual([409, 'not_confirmed']);
  });

  it('lets a developer of the owning team confirm, and nobody else', async () => {
    const asked = await manager.post(`/investigations/${known['investigation']}/confirmation_requests`, {
      team_id: known['team'],
      note: 'Is it everyone?',
    });
    expect(asked.status).toBe(201);
    const team = (await manager.get<{ data: { id: string; members: { name: string }[] }[] }>('/teams')).body.data.find(
      (row) => row.id === known['team'],
    );
    expect(team?.members).toHaveLength(1);
    const ours = allclear.accounts.filter((account) => account.role === 'developer');
    const answers = await Promise.all(
      ours.map(async (account) => ({
        account,
        answer: await api(allclear, account.token).post(`/confirmation_requests/${String(asked.body['id'])}/answer`, {
          answer: 'large_group',
          note: 'The queue stopped.',
        }),
      })),
    );
    expect(answers.map(({ answer }) => answer.status).sort()).toEqual([200, 403, 403]);
    developer = api(allclear, answers.find(({ answer }) => answer.status === 200)?.account.token);
  });

  it('publishes what was confirmed and nothing beside it; the page, the incident page and the API show it at once', async () => {
    const path = `/investigations/${known['investigation']}/publish`;
    const draft = { title: 'Campaigns stay pending', status: 'investigating', body: 'We are looking into it.' };
    const outside = await manager.post<{ errors: { path: string }[] }>(path, {
      ...draft,
      components: { [String(known['component'])]: 'major_outage', [String(known['outside'])]: 'major_outage' },
    });
    expect([outside.status, outside.body.errors.map((error) => error.path)]).toEqual([
      409,
      [`components.${known['outside']}`],
    ]);
    expect(
      (await developer.post(path, { ...draft, components: { [String(known['component'])]: 'major_outage' } })).status,
    ).toBe(403);
    const published = await manager.post(
      path,
      { ...draft, components: { [String(known['component'])]: 'major_outage' } },
      { 'Idempotency-Key': 'publish-1' },
    );
    expect(published.status).toBe(201);
    known['incident'] = String(published.body['id']);
    expect(await page('/')).toContain('Campaigns stay pending');
    expect(await page(`/incidents/${known['incident']}`)).toContain('We are looking into it.');
    expect((await agent.get(`/components/${known['component']}`)).body['status']).toBe('major_outage');
    const again = await manager.post(
      path,
      { ...draft, components: { [String(known['component'])]: 'major_outage' } },
      { 'Idempotency-Key': 'publish-1' },
    );
    expect([again.status, again.body]).toEqual([201, published.body]);
  });

  it('updates and resolves, and says that all systems are operational again', async () => {
    const updated = await manager.post(`/incidents/${known['incident']}/updates`, {
      status: 'identified',
      body: 'The queue had stopped.',
      components: { [String(known['component'])]: 'partial_outage' },
    });
    expect(updated.status).toBe(201);
    expect(await page('/')).toContain('The queue had stopped.');
    expect((await agent.get(`/components/${known['component']}`)).body['status']).toBe('partial_outage');
    const resolved = await manager.post(`/incidents/${known['incident']}/resolve`, {
      body: 'All campaigns have gone out.',
    });
    expect([resolved.status, resolved.body['status']]).toEqual([200, 'resolved']);
    expect(await page('/')).toContain('All systems operational');
    expect(await page(`/incidents/${known['incident']}`)).toContain('All campaigns have gone out.');
    expect((await agent.get(`/components/${known['component']}`)).body['status']).toBe('operational');
  });

  it('has told each subscriber exactly three times, in order, in one thread, and lets each leave by one click', async () => {
    for (const email of people) {
      const told = (await mailsTo(email, 4)).slice(1);
      // The resolution tells the whole story again, so the newest words decide which mail it is.
      expect(
        told.map((mail) =>
          ['have gone out', 'had stopped', 'looking into it'].find((words) => mail.text?.includes(words)),
        ),
      ).toEqual(['looking into it', 'had stopped', 'have gone out']);
      expect(new Set(told.map((mail) => mail.subject)).size).toBe(1);
      expect(new Set(told.map(threadOf)).size).toBe(1);
      for (const mail of told) {
        expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
        const left = await fetch(listUnsubscribe(mail.headers), {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        });
        expect(left.status).toBe(200);
      }
    }
    expect(resend.violations).toEqual([]);
  });

  it('sends nothing more to those who left', async () => {
    const before = people.map((email) => resend.mailsTo(email).length);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(people.map((email) => resend.mailsTo(email).length)).toEqual(before);
    expect(before).toEqual([4, 4, 4]);
  });
});
