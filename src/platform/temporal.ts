/** Installs `Temporal` globally. Imported first by main, the CLI and the tests, so that the domain needs no import. */
import 'temporal-polyfill/global';
