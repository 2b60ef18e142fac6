import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { refusedMessage, unreached, type Attempt } from '#domain/sending.ts';
import { isLoopback } from '../env.ts';
import type { Mailer } from './mailer.ts';

type Options = {
  url: string;
  /** Of the Message-ID. */ host: string;
  /** How long a server may take to greet. */ greetingMilliseconds?: number;
};
/** What is frozen, in Resend's field names (`channels/message.ts`). */
type Frozen = {
  from: string;
  to: [string];
  subject: string;
  html: string;
  text: string;
  reply_to?: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
};
type Failure = { code?: string; command?: string; response?: string; responseCode?: number; message: string };

/** Below the 90 seconds of a claim, whatever the server does. */
const patienceMilliseconds = 60_000;

/**
 * One's own mail server: one message a call, over a connection that is kept. The library's pool would send again by
 * itself after a lost connection, and does not tell whether the message had left; both decide here whether somebody is
 * told twice (RELIABILITY 4.6).
 */
export function smtpMailer({ url, host, greetingMilliseconds = 10_000 }: Options): Mailer {
  let kept: SMTPConnection | null = null;
  const connection = async (): Promise<SMTPConnection> => {
    if (kept !== null) return kept;
    const opened = await open(url, host, greetingMilliseconds);
    opened.once('end', () => {
      if (kept === opened) kept = null;
    });
    return (kept = opened);
  };
  const drop = () => {
    kept?.close();
    kept = null;
  };

  return {
    name: 'smtp',
    perCall: 1,
    atOnce: 1,
    keepsKeys: false,
    send: async ({ payload, size }) => {
      // Frozen for another provider: halved until each mail stands alone.
      if (size > 1) return { outcome: 'invalid', error: 'one message a call' };
      const [mail] = JSON.parse(payload.toString()) as [Frozen];
      const message = await compose(mail, host);
      for (;;) {
        const reused = kept !== null;
        let to: SMTPConnection;
        try {
          to = await connection();
        } catch (error) {
          return notOpened(error as Failure);
        }
        const { attempt, stays } = await hand(to, mail, message);
        if (!stays) drop();
        // The server had hung up meanwhile, and not a byte of the message was asked for: once more, over a new connection.
        if (reused && attempt === 'not begun') continue;
        return attempt === 'not begun'
          ? { outcome: 'not_sent', error: 'connection lost', waitSeconds: 5, counts: false, stops: 'outage' }
          : attempt;
      }
    },
  };
}

async function open(url: string, name: string, greetingTimeout: number): Promise<SMTPConnection> {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  const host = hostname.replace(/^\[|\]$/gu, '');
  const connection = new SMTPConnection({
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && user !== '' && !isLoopback(host),
    name,
    dnsTimeout: 10_000,
    connectionTimeout: 10_000,
    greetingTimeout,
    socketTimeout: 30_000,
  });
  await new Promise<void>((resolve, reject) => {
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('connection closed')));
    connection.connect((error) => {
      if (error) return reject(error);
      if (user === '') return resolve();
      connection.login({ user, pass, credentials: { user, pass } }, (refused) =>
        refused ? reject(refused) : resolve(),
      );
    });
  }).catch((error: unknown) => {
    connection.close();
    throw error;
  });
  return connection;
}

/** Hands over one message. `stays`: the connection is good for the next. */
async function hand(
  connection: SMTPConnection,
  mail: Frozen,
  message: Buffer,
): Promise<{ attempt: Attempt | 'not begun'; stays: boolean }> {
  let begun = false;
  const body = Readable.from(
    (function* () {
      begun = true;
      yield message;
    })(),
  );
  const impatience = setTimeout(() => connection.close(), patienceMilliseconds);
  let ended = () => {};
  const answer = await new Promise<{ error: Failure } | { words: string }>((resolve) => {
    // The send's own error comes a moment after the end, and knows more.
    ended = () => void setImmediate(() => resolve({ error: { code: 'ECONNECTION', message: 'connection closed' } }));
    connection.once('end', ended);
    connection.send({ from: partsOf(mail.from).address, to: mail.to }, body, (error, info) =>
      resolve(error ? { error } : { words: info?.response ?? '' }),
    );
  });
  clearTimeout(impatience);
  connection.off('end', ended);
  if ('words' in answer)
    return {
      attempt: { outcome: 'accepted', ids: [answer.words.slice(0, 200)], reasons: {}, waitSeconds: 0 },
      stays: true,
    };
  const { error } = answer;
  if (error.responseCode !== undefined && error.responseCode >= 400)
    return { attempt: refusedMessage(error.command ?? '', error.responseCode, wordsOf(error)), stays: false };
  if (error.code === 'EENVELOPE') return { attempt: { outcome: 'invalid', error: wordsOf(error) }, stays: false };
  return begun
    ? { attempt: { outcome: 'ambiguous', error: wordsOf(error), waitSeconds: 0 }, stays: false }
    : { attempt: 'not begun', stays: false };
}

/** No connection or no sign-in: nothing has left, and nothing else would. */
const notOpened = (error: Failure): Attempt =>
  error.code === 'EAUTH'
    ? { outcome: 'not_sent', error: wordsOf(error), waitSeconds: 60, counts: false, stops: 'settings' }
    : { ...unreached(wordsOf(error)), counts: false, waitSeconds: 5 };

const wordsOf = ({ response, code, message }: Failure): string =>
  (response ?? `${code ?? ''} ${message}`).trim().slice(0, 500);

/** The same Message-ID however often it is sent (RELIABILITY 2.2). Addresses are objects, never text to be parsed (6.11). */
function compose(mail: Frozen, host: string): Promise<Buffer> {
  const [tag] = mail.tags;
  return new MailComposer({
    from: partsOf(mail.from),
    to: mail.to.map((address) => ({ name: '', address })),
    ...(mail.reply_to === undefined ? {} : { replyTo: { name: '', address: mail.reply_to } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: mail.headers,
    messageId: `<${tag?.name === 'delivery' ? 'd' : 'm'}-${tag?.value ?? ''}@${host}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

/** `"Lantern Status" <status@example.org>` in its two parts, as `channels/message.ts` wrote it. */
function partsOf(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^"([^"]*)" <([^<>]*)>$/u.exec(from) ?? [];
  return { name, address };
}
