import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What goes wrong with the next message to somebody: a reply to its recipient, or a connection closed around its data. */
export type SmtpFault = { reply: number; words: string } | 'hang up after DATA' | 'take it and hang up';
export type TakenMail = { to: string; raw: string };

/** A mail server on loopback. */
export async function startSmtp() {
  const taken: TakenMail[] = [];
  const faults = new Map<string, SmtpFault[]>();
  let [server, port, silent] = [null as SMTPServer | null, 0, false];
  const listen = async () => {
    server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      disabledCommands: ['STARTTLS'],
      closeTimeout: 1,
      onAuth: ({ username, password }, _session, done) =>
        username === 'post@lantern' && password === 'a/b:c'
          ? done(null, { user: username })
          : done(new Error('No such user')),
      onConnect: (_session, done) => {
        if (!silent) done();
      },
      onRcptTo: ({ address }, _session, done) => {
        const next = faults.get(address)?.[0];
        if (typeof next !== 'object') return done();
        faults.get(address)?.shift();
        done(Object.assign(new Error(next.words), { responseCode: next.reply }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          const fault = faults.get(to)?.shift();
          if (fault !== 'hang up after DATA') taken.push({ to, raw: Buffer.concat(chunks).toString() });
          if (fault === undefined) return done();
          for (const one of server?.connections ?? [])
            (one as unknown as { _socket: { destroy(): void } })._socket.destroy();
        });
      },
    });
    server.on('error', () => {});
    const net = server.listen(port, '127.0.0.1');
    await once(net, 'listening');
    ({ port } = net.address() as AddressInfo);
  };
  const close = () => new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  await listen();
  return {
    get url() {
      return `smtp://post%40lantern:a%2Fb%3Ac@127.0.0.1:${port}`;
    },
    taken,
    to: (address: string) => taken.filter((mail) => mail.to === address),
    fail: (address: string, ...next: SmtpFault[]) => void faults.set(address, next),
    /** Takes connections and does not greet. */
    fallSilent: () => void (silent = true),
    goDown: close,
    recover: listen,
    close,
  };
}
