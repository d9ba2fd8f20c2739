/** What this area reads and writes: its own stores, and those of the areas below. */
import type { Stores as StoresBelow } from '../registers/stores.ts';
import type { AccessPointStore } from './accessPoints/store.ts';
import type { DraftStore } from './drafts/store.ts';
import type { MethodContent } from './methods/draft.ts';
import type { MethodStore } from './methods/methodStore.ts';
import type { RecordingStore } from './recordings/store.ts';
import type { RoundContent } from './rounds/draft.ts';
import type { RoundStore } from './rounds/store.ts';
import type { SurveyContent } from './surveys/survey.ts';
import type { SurveyStore } from './surveys/store.ts';

export interface Stores extends StoresBelow {
  readonly surveys: SurveyStore;
  readonly surveyDrafts: DraftStore<SurveyContent>;
  readonly recordings: RecordingStore;
  readonly rounds: RoundStore;
  readonly roundDrafts: DraftStore<RoundContent>;
  readonly accessPoints: AccessPointStore;
  readonly methods: MethodStore;
  readonly methodDrafts: DraftStore<MethodContent>;
}

/** Dependencies of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}
