import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { startAllclear, type Allclear } from '../support/allclear.ts';

/** What strangers may try at the door, before any page or rule is asked: a plain answer each time, never a 500. */
describe('the door', { timeout: 60_000 }, () => {
  let folder: string;
  let allclear: Allclear;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'allclear-door-'));
    allclear = await startAllclear({ script: 'start', dataDir: folder });
  }, 180_000);
  afterAll(async () => {
    await allclear?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const form = (path: string, type: string | null, body: BodyInit) => {
    const headers = { origin: allclear.url, ...(type === null ? {} : { 'content-type': type }) };
    return allclear.fetch(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  };
  const encoded = 'application/x-www-form-urlencoded';
  const streamed = (text: string) => new Blob([text]).stream();
  const forms = ['/report', '/es/subscribe', '/console/sign-in'];

  test.each(forms)('%s takes no more than 64 KB, however its size is announced, and says so in words', async (path) => {
    const body = `_do=file&tried=${'x'.repeat(65_537)}`;
    for (const sent of [body, streamed(body)]) {
      const answer = await form(path, encoded, sent);
      expect([answer.status, await answer.text()]).toEqual([413, expect.stringMatching(/64 KB.*(?:Go back|Vuelva)/u)]);
    }
  });

  test.each(forms)('%s reads forms alone, and no broken ones', async (path) => {
    for (const type of ['text/plain', 'application/json', 'nonsense', null])
      expect((await form(path, type, streamed('_do=file'))).status, String(type)).toBe(415);
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x'])
      expect((await form(path, type, '_do=file')).status, type).toBe(400);
    for (const body of ['', 'tried=x', '_do=__proto__', '_do=nothing', '%zz=%'])
      expect((await form(path, encoded, body)).status, body).toBe(400);
  });

  test.each([
    ['/', 'POST', 'GET, HEAD'],
    ['/incidents/zzzzzzzzzzzz', 'POST', 'GET, HEAD'],
    ['/es', 'DELETE', 'GET, HEAD'],
    ['/openapi.json', 'POST', 'GET, HEAD'],
    ['/healthz', 'PUT', 'GET, HEAD'],
    ['/report', 'PUT', 'GET, HEAD, POST'],
    ['/console', 'PROPFIND', 'GET, HEAD, POST'],
    ['/nothing', 'OPTIONS', 'GET, HEAD, POST'],
    ['/api/v1/reports', 'PUT', 'GET, HEAD, POST'],
    ['/api/v1/reports/zzzzzzzzzzzz', 'DELETE', 'GET, HEAD'],
    ['/api/v1/components/zzzzzzzzzzzz', 'OPTIONS', 'GET, HEAD, PATCH, DELETE'],
  ])('%s does not take %s, and says what it takes', async (path, method, allowed) => {
    const answer = await allclear.fetch(path, { method, headers: { origin: allclear.url } });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
  });

  it('knows no TRACE', async () => {
    for (const path of ['/', '/report', '/nothing', '/console', '/api/v1/reports'])
      expect(
        await spoken(`TRACE ${path} HTTP/1.1\r\nHost: 127.0.0.1:${allclear.port}\r\nConnection: close\r\n\r\n`),
      ).toMatch(/^HTTP\/1\.1 405 /u);
  });

  /** The answer to bytes that `fetch` would not send. */
  const spoken = (request: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = '';
      connect(allclear.port, '127.0.0.1')
        .on('data', (bytes) => (answer += bytes.toString('latin1')))
        .on('end', () => resolve(answer))
        .on('error', reject)
        .end(request);
    });
});
