import { words } from '#i18n/index.ts';
import { sayings, type Saying } from '../sayings.ts';

/** What the English dictionary says, and the Spanish one does not, among these texts of a Spanish page. */
export function englishIn(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    // A kept mail is written in its reader's language; its subject begins with a bracket.
    if (/^\s*\[/u.test(text)) return false;
    const said = plain(text);
    return wholes.has(said) || pieces.some((piece) => said.includes(piece));
  });
}

/** As a reader sees it: upper case is a matter of style, white space of the markup. */
const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim().toLowerCase();

const [english, spanish] = [sayings(words('en')), sayings(words('es'))];
const spanishWords = new Set(spanish.map(({ text }) => plain(text)));

const wholes = new Set(
  english.map(({ text }) => plain(text)).filter((text) => /\p{L}{2}/u.test(text) && !spanishWords.has(text)),
);

/** The parts of a sentence between what it is made with, where they are long enough to be nothing else. */
const piecesOf = (all: readonly Saying[]): string[] =>
  all.flatMap(({ text }) => plain(text).split(/7|\n/u)).map((piece) => piece.trim());
const spanishPieces = piecesOf(spanish);
const pieces = piecesOf(english).filter(
  (piece) => piece.length > 11 && piece.includes(' ') && !spanishPieces.some((one) => one.includes(piece)),
);
