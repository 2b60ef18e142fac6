/// <reference types="astro/client" />

declare namespace App {
  /** What `src/middleware.ts` tells every page. */
  interface Locals {
    ctx: import('#platform/context.ts').Context;
    /** The language of the address: `/es/…` is Spanish, everything else English. */
    locale: import('#domain/locale.ts').Locale;
    /** The path that was asked for, without its language prefix. */
    path: string;
    /** Who is signed in, where a session says so. */
    person: import('#commands/session/resume.ts').SignedIn | null;
    signedIn: boolean;
    /** Set by what shows a mail in a frame: its style attributes need a looser policy. */
    showsMail: boolean;
    /** What a form sent, once it is read: given back where the database is lost meanwhile. */
    typed: FormData | null;
    /** Proves that a form of a signed-in person is ours; null for everybody else. */
    formToken: string | null;
    /** What the fields of this page's forms are called, by their ids: each says so when it is rendered. */
    fieldLabels: Map<string, string>;
  }
}
