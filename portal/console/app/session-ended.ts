// Whether the server has answered that nobody is signed in; the console then asks for it and comes back.
import { Signal } from './signal.ts';

export const sessionEnded = new Signal(false);
