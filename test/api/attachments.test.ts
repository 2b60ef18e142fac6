import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse } from '../support/given/house.ts';
import { aPicture } from '../support/given/pictures.ts';

const database = useDatabase();
let api: Api;
beforeAll(async () => {
  api = await anApi(await aHouse(database));
});

const account = {
  reporter: { email: 'rosa@example.org' },
  tried: 'Sign in',
  expected: 'My page',
  actual: 'An empty page',
  source: 'api',
};
const filed = async () => {
  const { body } = await api('POST', '/reports', { body: account });
  return { id: String(body.id), key: new URL(body.url).searchParams.get('key') ?? '' };
};
const send = async (path: string, bytes: Uint8Array, as?: 'ana' | 'tove') =>
  api('POST', path, { raw: Uint8Array.from(bytes), headers: { 'Content-Type': 'image/png' }, ...(as ? { as } : {}) });

describe('a mobile app', () => {
  it('files a report and adds a screenshot to it, by the key that it got', async () => {
    const { id, key } = await filed();
    const sent = await send(`/reports/${id}/attachments?key=${key}&name=screen.png`, await aPicture());
    expect(sent).toMatchObject({
      status: 201,
      body: { name: 'screen.png', type: 'image/png', width: 120, height: 80 },
    });
    const seen = await api('GET', `/reports/${id}`, { as: 'ana' });
    expect(seen.body.attachments).toMatchObject([{ id: sent.body.id }]);
    const bytes = await api('GET', `/reports/${id}/attachments/${sent.body.id}`, { as: 'tove' });
    expect(bytes.headers.get('content-type')).toBe('image/png');
    expect(bytes.headers.get('content-security-policy')).toContain('sandbox');
    expect((await api('GET', `/reports/${id}/attachments/${sent.body.id}`)).status).toBe(401);
  });

  it('is told in words what cannot be kept', async () => {
    const { id, key } = await filed();
    const path = `/reports/${id}/attachments?key=${key}&name=shot.png`;
    expect(await send(path, Buffer.from('PK\u0003\u0004'))).toMatchObject({
      status: 422,
      body: { code: 'picture_refused', errors: [{ path: 'body', code: 'picture_not_kept' }] },
    });
    expect((await send(path, Buffer.from('<svg onload="alert(1)"/>'))).body.code).toBe('picture_refused');
    expect(await send(path, Buffer.alloc(40_000_000))).toMatchObject({ status: 413, body: { code: 'too_large' } });
    expect((await api('GET', `/reports/${id}`, { as: 'ana' })).body.attachments).toEqual([]);
  });

  it('reaches no other report with its key, and no report without one', async () => {
    const [one, other] = [await filed(), await filed()];
    const picture = await aPicture();
    expect((await send(`/reports/${other.id}/attachments?key=${one.key}`, picture)).status).toBe(404);
    expect((await send(`/reports/${one.id}/attachments`, picture)).status).toBe(404);
    expect((await send(`/reports/${one.id}/attachments`, picture, 'tove')).status).toBe(404);
    expect((await send(`/reports/${one.id}/attachments`, picture, 'ana')).status).toBe(201);
  });
});

describe('colleagues, by the API', () => {
  it('note, give and merge; the reporter’s own answer shows none of it', async () => {
    const [one, other] = [await filed(), await filed()];
    const path = `/reports/${other.id}`;
    const noted = await api('POST', `${path}/notes`, { as: 'tove', body: { body: 'CANARY' } });
    expect(noted.body.notes).toMatchObject([{ body: 'CANARY' }]);
    const merged = await api('POST', `${path}/merge`, { as: 'ana', body: { into_id: one.id } });
    expect(merged).toMatchObject({ status: 200, body: { merged_into_id: one.id } });
    expect((await api('POST', `${path}/unmerge`, { as: 'ana' })).body.merged_into_id).toBe(null);
    const again = await api('POST', '/reports', { body: { ...account, reporter: { email: 'other@example.org' } } });
    expect(JSON.stringify(again.body)).not.toMatch(/CANARY|notes|merged_into|contract/u);
    expect((await api('GET', '/reports?q=empty&claimed_by=nobody&limit=1', { as: 'ana' })).body.data).toHaveLength(1);
  });

  it('a wish is voted for and decided, and the decision is told', async () => {
    const { id } = await filed();
    const { body } = await api('POST', `/reports/${id}/categorise`, { as: 'ana', body: { kind: 'feedback' } });
    const wish = `/feedback/${body.feedback_id}`;
    expect((await api('POST', `${wish}/vote`, { as: 'tove', body: {} })).body).toMatchObject({ votes: 1, voted: true });
    expect(
      (await api('POST', `${wish}/decide`, { as: 'maren', body: { decision: 'planned', words: {} } })).status,
    ).toBe(422);
    const decided = await api('POST', `${wish}/decide`, {
      as: 'maren',
      body: { decision: 'planned', words: { en: 'It comes in spring.' } },
    });
    expect(decided.body).toMatchObject({ decision: 'planned', reporters: 1 });
    expect((await api('GET', `/reports/${id}`, { as: 'ana' })).body.state).toBe('closed');
    expect((await api('GET', '/feedback?view=open', { as: 'ana' })).body).toEqual({ data: [], next: null });
  });
});
