import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { startAllclear, type Account, type Allclear } from '../allclear.ts';
import { openBrowser } from '../browser.ts';
import { startResend, type AcceptedMail, type FakeResend } from '../resend.ts';

/** A phone in the hand and a screen on the desk. */
export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 900 };

/** The product with its full demo, its mail provider, and a browser to visit it with. */
export type House = {
  allclear: Allclear;
  resend: FakeResend;
  /** A window of its own, with its own cookies, at the product's address. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  /** The demo's person whose address begins like this. */
  person(name: string): Account;
  /** The newest mail to an address whose subject or text says this; waits until there is one. */
  mailTo(address: string, saying: string): Promise<AcceptedMail>;
  /** What went wrong in any window: scripts that threw, and what a page's policy forbade. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
};

/** With `sends` false no provider is set, and every mail stays in the outbox. */
/** With `posts`, webhooks and chats may lie on this machine. */
export async function openHouse({ sends = true, posts = false } = {}): Promise<House> {
  const resend = await startResend();
  const provider = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_FROM: 'status@lantern.example' };
  const [allclear, browser] = await Promise.all([
    startAllclear({
      script: 'demo',
      env: { ...(sends ? provider : {}), ...(posts ? { ALLCLEAR_ALLOW_PRIVATE_TARGETS: 'on' } : {}) },
    }),
    openBrowser(),
  ]);
  const complaints: string[] = [];

  return {
    allclear,
    resend,
    complaints,
    visit: async (options = {}) => {
      const window = await openWindow(browser, { baseURL: allclear.url, viewport: desk, ...options });
      listenTo(window, complaints);
      return window.newPage();
    },
    person: (name) => allclear.accounts.find(({ email }) => email.startsWith(`${name}@`)) ?? nobody(name),
    mailTo: async (address, saying) => {
      const says = ({ subject, text }: AcceptedMail) => `${subject}\n${text}`.includes(saying);
      await resend.waitFor(() => resend.mailsTo(address).some(says), 20_000);
      return resend.mailsTo(address).findLast(says) ?? nobody(address);
    },
    close: async () => {
      await browser.close();
      await allclear.stop();
      await resend.close();
    },
  };
}

async function openWindow(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const window = await browser.newContext(options);
  // Whatever a person waits for longer than this is broken.
  window.setDefaultTimeout(10_000);
  return window;
}

function listenTo(window: BrowserContext, complaints: string[]): void {
  window.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().message}`));
  window.on('console', (message) => {
    // A refused form answers 422 and a wrong link 404: Chromium reports both, and both are meant.
    if (message.type() === 'error' && !/status of 4\d\d/u.test(message.text()))
      complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
}

function nobody(name: string): never {
  throw new Error(`The demo has nobody called ${name}.`);
}
