import type { Page } from 'playwright-core';
import { words } from '#i18n/index.ts';

/**
 * The English sentences of `i18n/en` that a Spanish page still shows: in its title, its text, its labels and lists.
 * What says that it is English (`lang`) may be: an incident's original text, a mail's other language.
 */
export async function englishLeft(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const texts = [document.title];
    const read = (element: Element): void => {
      if ((element as HTMLElement).lang === 'en' || ['SCRIPT', 'STYLE'].includes(element.tagName)) return;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'label', 'data-ready', 'data-one', 'data-many'])
        texts.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
        else if (node instanceof Element) read(node);
      }
    };
    read(document.body);
    return texts.join('\n').replaceAll(/\s+/gu, ' ');
  });
  return english.filter((sentence) => shown.includes(sentence));
}

/** Whatever in a language is said in more than twenty letters; a sentence with a place to fill in by its parts. */
function sentencesOf(said: unknown): string[] {
  if (typeof said === 'string')
    return said
      .split(/\u{1}|\d+/u)
      .map((part) => part.trim())
      .filter((part) => part.length > 20);
  // Words with values are functions of texts and numbers; which, only their own types know.
  if (typeof said === 'function')
    return fillings.flatMap((filling) => sentencesOf(filled(said as (...values: unknown[]) => unknown, filling)));
  return typeof said === 'object' && said !== null ? Object.values(said).flatMap(sentencesOf) : [];
}

/** A mark where a text belongs, one thing and many things where a number does. */
const fillings = ['\u{1}', 1, 7, null] as const;

function filled(say: (...values: unknown[]) => unknown, filling: (typeof fillings)[number]): unknown {
  try {
    return say(filling, filling, filling, filling, filling);
  } catch {
    // This one wants another kind of value; that is among the fillings too.
    return '';
  }
}

const spanish = new Set(sentencesOf(words('es')));
const english = [...new Set(sentencesOf(words('en')))].filter((sentence) => !spanish.has(sentence));
