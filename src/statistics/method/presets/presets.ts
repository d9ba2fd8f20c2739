/** The methods built into every installation. */
import type { Method } from '../method.ts';
import { counterSmiley } from './counterSmiley.ts';
import { oneStop2018 } from './oneStop2018.ts';
import { satisfaction3Level } from './satisfaction3Level.ts';
import { sipas2017 } from './sipas2017.ts';
import { sipas2023Frame } from './sipas2023Frame.ts';

export const methodPresets: readonly Method[] = [
  sipas2017,
  oneStop2018,
  sipas2023Frame,
  satisfaction3Level,
  counterSmiley,
];
