import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { api, startAllclear, type Account, type Allclear } from '../support/allclear.ts';
import { atDesk, type Desk } from '../support/allclear/console.ts';

const roles = ['agent', 'manager', 'developer', 'admin'] as const;
const noId = 'zzzzzzzzzzzz';

/** The console as it answers over HTTP, to whoever is signed in and to strangers. */
describe('the console', { timeout: 60_000 }, () => {
  let allclear: Allclear;
  let desks: Record<Account['role'], Desk>;
  beforeAll(async () => {
    allclear = await startAllclear({ script: 'demo' });
    const open = await Promise.all(roles.map(async (role) => [role, await atDesk(allclear, allclear.account(role))]));
    desks = Object.fromEntries(open) as typeof desks;
  }, 180_000);
  afterAll(() => allclear?.stop());

  describe('an address of which there is nothing', () => {
    const missing = [
      '/console/nothing-here',
      '/console/reports/x/y',
      ...['reports', 'investigations', 'incidents', 'components', 'components/categories'].map(
        (noun) => `/console/${noun}/${noId}`,
      ),
      `/console/investigations/${noId}/publish`,
    ];

    it('is not found in the console’s own look, with the ways on, in the reader’s language', async () => {
      for (const path of missing) {
        const { status, html } = await desks.manager.get(path);
        expect([path, status, html.match(/<h1>([^<]*)/u)?.[1]]).toEqual([path, 404, 'There is nothing here']);
        expect(html).toContain('class="side"');
        expect(html).toContain('href="/console/reports"');
      }
    });

    it('is nothing for those things too that only some may look at', async () => {
      for (const [role, path] of [
        ['admin', '/console/people/zzzzzzzzzzzz'],
        ['admin', '/console/outbox/999999999'],
        ['manager', '/console/deliveries/zzzzzzzzzzzz'],
      ] as const)
        expect([path, (await desks[role].get(path)).status]).toEqual([path, 404]);
    });

    it('stays nothing when a form is sent to it', async () => {
      for (const path of [`/console/investigations/${noId}`, `/console/reports/${noId}`, '/console/nothing-here'])
        expect([
          path,
          (await desks.agent.send(path, path.includes('reports') ? 'claim' : 'note', { text: 'Hello' })).status,
        ]).toEqual([path, 404]);
    });

    it('tells a stranger nothing about the console', async () => {
      const page = await allclear.fetch('/console/nothing-here');
      expect(page.status).toBe(404);
      expect(await page.text()).not.toContain('class="side"');
    });
  });

  describe('the outbox of a page without a mail provider', () => {
    let mail: string;
    beforeAll(async () => {
      // The demo's mails leave while the house is open already.
      mail = await vi.waitFor(
        async () => {
          const { html } = await desks.developer.get('/console/outbox');
          const [, link] = /href="(\/console\/outbox\/\d+)"/u.exec(html) ?? [];
          return link ?? Promise.reject(new Error('no mail to the developer yet'));
        },
        { timeout: 60_000, interval: 250 },
      );
    });

    it('shows a developer their own link to confirm, and it leads where they answer', async () => {
      const { html } = await desks.developer.get(mail);
      const link = /href="(http:[^"]*\/confirm\/[^"]+)"/u.exec(html)?.[1] ?? '';
      expect((await fetch(link)).status).toBe(200);
    });

    it('shows it to nobody else, though managers and administrators see that the mail has left', async () => {
      for (const role of ['manager', 'admin'] as const) {
        const { status, html } = await desks[role].get(mail);
        expect([role, status, html.includes('its key is left out here')]).toEqual([role, 200, true]);
        expect(html, role).not.toMatch(/\/confirm\/[A-Za-z0-9]/u);
      }
    });

    it('shows everybody else their own mails alone', async () => {
      expect((await desks.agent.get(mail)).status).toBe(404);
      const { html } = await desks.agent.get('/console/outbox?to=');
      const list = html.slice(html.indexOf('<main'));
      const addresses = list.match(/[\w.+-]+@[\w.-]+\.example/gu) ?? [];
      expect([...new Set(addresses)].filter((one) => one !== allclear.account('agent').email)).toEqual([]);
    });
  });

  describe('a button that has nothing left to do', () => {
    it('says that what it would take away is gone already', async () => {
      const pages = [
        ['subscribers', 'erase'],
        ['teams', 'drop'],
        ['targets', 'drop'],
      ] as const;
      for (const [page, action] of pages) {
        const { status, html } = await desks.admin.send(`/console/settings/${page}`, action, { id: noId });
        expect([page, status]).toEqual([page, 404]);
        expect(html).toContain('It is not there any more');
        expect(html).not.toContain('What you wrote is kept');
      }
    });

    it('of a page from an earlier session changes nothing, and says so', async () => {
      const earlier = { _token: 'of an earlier session' };
      for (const [path, action] of [
        ['/console/account', 'everywhere'],
        ['/console/settings/tokens', 'revoke'],
      ] as const)
        expect((await desks.admin.send(path, action, { ...earlier, id: noId })).html).toContain('Nothing was changed.');
      const { status, location } = await desks.admin.send('/console/sign-out', 'sign_out', earlier);
      expect([status, location]).toEqual([303, '/console/account']);
      expect((await desks.admin.get('/console/account')).status).toBe(200);
    });
  });

  describe('an investigation that somebody closes', () => {
    let path: string;
    beforeAll(async () => {
      const token = allclear.account('agent').token;
      const { body } = await api(allclear, token).post('/investigations', { title: 'Perhaps a bug' });
      path = `/console/investigations/${String(body['id'])}`;
    });

    it('keeps what was typed when the reason is missing, and says so', async () => {
      expect((await desks.agent.send(path, 'close', { reason: ' ' })).status).toBe(422);
    });

    it('says who closed it and why, and offers nothing more but a note', async () => {
      const { status, location } = await desks.agent.send(path, 'close', { reason: 'It was the browser’s cache' });
      expect([status, location]).toEqual([303, `${path}?done=closed#main`]);
      const { html } = await desks.agent.get(location);
      expect(html).toMatch(/closed this\./u);
      expect(html).toContain('“It was the browser’s cache”');
      const forms = [...html.matchAll(/name="_do" value="(\w+)"/gu)].map(([, name]) => name);
      expect(forms.filter((name) => name !== 'sign_out')).toEqual(['note']);
      expect(html).not.toContain('aria-current="step"');
    });

    it('stands among the closed ones', async () => {
      expect((await desks.agent.get('/console/investigations')).html).not.toContain(path);
      expect((await desks.agent.get('/console/investigations?view=all')).html).toContain(path);
    });

    it('is closed by the API as well, once, and says so there', async () => {
      const agent = api(allclear, allclear.account('agent').token);
      const { body } = await agent.post('/investigations', { title: 'Perhaps another' });
      const close = (reason?: string) => agent.post(`/investigations/${String(body['id'])}/close`, { reason });
      expect((await close()).status).toBe(422);
      const closed = await close('No bug');
      expect([closed.status, closed.body['close_reason'], closed.body['closed_at'] !== null]).toEqual([
        200,
        'No bug',
        true,
      ]);
      const again = await close('No bug');
      expect([again.status, again.body['code']]).toEqual([409, 'investigation_closed']);
    });
  });

  it('lets no script run but its own files, no style but its own, and nobody show it in a frame', async () => {
    for (const path of ['/console', '/console/deliveries', '/console/investigations', '/console/settings']) {
      const { html, headers } = await desks.manager.get(path);
      const policy = headers.get('content-security-policy');
      expect(policy, path).toMatch(
        /^default-src 'none'; script-src 'self'; .*style-src 'self' 'sha256-.*frame-ancestors 'none'$/u,
      );
      expect(policy, path).not.toContain('unsafe');
      expect(html, path).not.toMatch(/\s(?:style|on[a-z]+)="|<script(?![^>]*\ssrc=)/u);
    }
  });
});
