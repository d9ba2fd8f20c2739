/**
 * The auditor's check of publications: whether each is the signed and logged one, rests on what was logged, and has the
 * counts of the records in the ledger at that time.
 */
import type { LogEntryStore } from '../../collection/ledger/logEntryStore.ts';
import { openNote, readVerifierKey } from '../../collection/ledger/note.ts';
import type { LedgerIdentity, LedgerStore } from '../../collection/ledger/store.ts';
import { publicationEntryId } from '../publications/carryOutPublications.ts';
import { formsOf } from '../publications/freeze.ts';
import {
  contentHash,
  isPublished,
  noteText,
  type Publication,
  type PublicationContent,
  type PublishedLine,
  type BasisHash,
} from '../../processing/published/publication.ts';
import type { PublicationStore } from '../../processing/published/store.ts';
import { countingPlan, type CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { methodKey } from '../../statistics/method/method.ts';
import { momentsOf, WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { surveyShape } from '../../design/methods/surveyShape.ts';
import { addForm, type TallySheet } from '../../statistics/estimation/tally.ts';
import { unitCells } from '../../processing/results/unitCells.ts';
import type { SubmissionStore } from '../../collection/submissions/store.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { basisHash } from './basis.ts';
import { basisName, listLoggedBases } from './checkBases.ts';
import { findNotedHash, isOnItsWay, type LoggingStores } from './logBases.ts';

interface CheckedStores extends LoggingStores {
  readonly ledger: LedgerStore;
  readonly logEntries: LogEntryStore;
  readonly publications: PublicationStore;
  readonly submissions: Pick<SubmissionStore, 'eachLogged'>;
}

interface LoggedPublication {
  readonly position: number;
  readonly round: string;
  readonly number: number;
  readonly hash: string;
}

/** A publication while its responses are counted. */
interface Counting {
  readonly name: string;
  readonly content: PublicationContent;
  readonly plan: CountingPlan;
  readonly sheet: TallySheet;
}

export interface PublicationsCheck {
  /** Includes those that wait for the log. */
  readonly count: number;
  readonly waiting: number;
  /** Errors, in words. */
  readonly errors: readonly string[];
}

export async function checkPublications(
  stores: CheckedStores,
  identity: LedgerIdentity,
): Promise<PublicationsCheck> {
  const errors: string[] = [];
  const keys = await listKeys(stores.ledger, identity);
  const logged = new Map((await listLogged(stores.ledger)).map((one) => [nameOf(one), one]));
  const bases = new Set((await listLoggedBases(stores)).map(written));
  const published = await stores.publications.list(Infinity, isPublished);
  const countings: Counting[] = [];
  let waiting = 0;
  for (const publication of published) {
    const name = nameOf({ round: publication.roundId, number: publication.number! });
    const entry = logged.get(name);
    logged.delete(name);
    if (!entry) waiting += 1;
    const text = await stores.publications.text(publication).catch(() => undefined);
    if (text === undefined) {
      errors.push(`${name}: its content is gone.`);
      continue;
    }
    const content = JSON.parse(text) as PublicationContent;
    const wrong = [
      ...signatureErrors(publication, text, { keys, identity }),
      ...(await loggingErrors(stores, publication, entry)),
      ...(await basisErrors(stores, content, bases)),
    ];
    errors.push(...wrong.map((sentence) => `${name} ${sentence}`));
    const survey = await stores.surveys.find(content.surveyVersionId);
    if (!survey) errors.push(`${name} asks by the survey version ${content.surveyVersionId}, which is gone.`);
    else {
      const plan = countingPlan(content.method, surveyShape(survey.content, content.method));
      countings.push({ name, content, plan, sheet: new Map() });
    }
  }
  for (const [name, { position }] of logged) errors.push(`Entry ${position} is of ${name}, which is gone.`);
  await countForms(stores, countings);
  const units = await stores.units.list();
  for (const counting of countings) errors.push(...countErrors(counting, units));
  return { count: published.length, waiting, errors };
}

function nameOf({ round, number }: Pick<LoggedPublication, 'round' | 'number'>): string {
  return `Publication ${number} of round ${round}`;
}

/** All keys that ever signed the ledger. */
async function listKeys(ledger: LedgerStore, { firstKey }: LedgerIdentity): Promise<readonly string[]> {
  const to = (await ledger.findLast())?.size ?? 0;
  const changes = await ledger.listEntries(['keyChange'], { from: 0, to, count: 10_000 });
  return [firstKey, ...changes.map(({ text }) => (JSON.parse(text) as { newKey: string }).newKey)];
}

async function listLogged(ledger: LedgerStore): Promise<readonly LoggedPublication[]> {
  const to = (await ledger.findLast())?.size ?? 0;
  const logEntries = await ledger.listEntries(['publication'], { from: 0, to, count: 100_000 });
  return logEntries.map(({ position, text }) => ({ ...(JSON.parse(text) as LoggedPublication), position }));
}

function signatureErrors(
  publication: Publication,
  text: string,
  { keys, identity }: { readonly keys: readonly string[]; readonly identity: LedgerIdentity },
): string[] {
  const { hash, note = '', key = '' } = publication;
  const content = JSON.parse(text) as PublicationContent;
  const verifierKey = keys.includes(key) ? readVerifierKey(key) : undefined;
  const signed = verifierKey && openNote(note, verifierKey);
  const names = {
    ...publication,
    roundId: content.round.id,
    number: content.number,
    checkpoint: content.ledger.checkpoint,
  };
  return [
    ...(contentHash(text) === hash ? [] : [`was changed: its content does not have the hash ${hash}.`]),
    ...(signed === noteText(identity.name, names) ? [] : ["is not signed by the ledger's key."]),
  ];
}

async function loggingErrors(
  stores: CheckedStores,
  { hash }: Publication,
  entry: LoggedPublication | undefined,
): Promise<string[]> {
  if (entry) return entry.hash === hash ? [] : [`is not the one that was logged as entry ${entry.position}.`];
  const noted = await stores.logEntries.find(publicationEntryId(hash));
  return noted && (await isOnItsWay(stores, noted)) ? [] : ['is not in the log.'];
}

async function basisErrors(
  stores: CheckedStores,
  { basis = [], method }: PublicationContent,
  logged: ReadonlySet<string>,
): Promise<string[]> {
  const errors: string[] = [];
  for (const one of basis) {
    if (logged.has(written(one))) continue;
    const noted = await findNotedHash(stores.logEntries, one);
    if (noted && (await isOnItsWay(stores, noted))) continue;
    errors.push(`rests on a ${basisName(one)} that is not the one that was logged.`);
  }
  const used = basisHash({ of: 'method', key: methodKey(method), content: method });
  if (!basis.some((one) => written(one) === written(used)))
    errors.push(`shows another method than the one that it rests on.`);
  return errors;
}

function written({ of, key, hash }: BasisHash): string {
  return `${of} ${key} ${hash}`;
}

/** Counts the responses that were in the ledger when each publication was computed, with the annulments up to then. */
async function countForms(stores: CheckedStores, countings: readonly Counting[]): Promise<void> {
  const sizeMax = Math.max(0, ...countings.map(({ content }) => content.ledger.size));
  const annulledAt = await listAnnulments(stores.ledger, sizeMax);
  const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
  for await (const form of stores.submissions.eachLogged(0, sizeMax)) {
    const { position, roundId, accessPointId, revision, late, answers, givenOn } = form;
    const point = points.get(accessPointId);
    const stoodFor = point?.revisions.find(({ number }) => number === revision);
    if (!point || !stoodFor) continue; // the counts will lack it
    for (const { content, plan, sheet } of countings) {
      const { size } = content.ledger;
      if (content.round.id !== roundId || position >= size) continue;
      const isAnnulled = (annulledAt.get(position) ?? Infinity) < size;
      const standing = isAnnulled ? 'annulled' : late ? 'late' : 'counted';
      const location = { unitId: stoodFor.unitId, channel: point.channel, serviceId: stoodFor.serviceId };
      addForm(plan, sheet, { ...location, standing, answers, about: {}, givenOn });
    }
  }
}

/** Ledger positions of the annulments, by the position of the annulled submission. */
async function listAnnulments(ledger: LedgerStore, to: number): Promise<ReadonlyMap<number, number>> {
  const annulledAt = new Map<number, number>();
  for (let from = 0; ;) {
    const page = await ledger.listEntries(['annulment'], { from, to, count: 1000 });
    for (const { position, text } of page)
      annulledAt.set((JSON.parse(text) as { position: number }).position, position);
    const last = page.at(-1);
    if (!last) return annulledAt;
    from = last.position + 1;
  }
}

function countErrors(
  { name, content, plan, sheet }: Counting,
  units: Parameters<typeof unitTreeOn>[0],
): string[] {
  const { round, surveyVersionId, method, forms } = content;
  const snapshot = { id: round.id, surveyVersionId, method: methodKey(method), tallies: [...sheet.values()] };
  const errors: string[] = [];
  const recorded = formsOf({ plan, snapshot });
  for (const kind of ['counted', 'belowMinimum', 'late', 'annulled'] as const) {
    if (recorded[kind] !== forms[kind])
      errors.push(`${name} says ${forms[kind]} forms (${kind}); the records give ${recorded[kind]}.`);
  }
  const tree = unitTreeOn(units, round.unitsOn);
  const cells = unitCells(plan, snapshot, tree);
  for (const unit of content.units) {
    const { parentId } = unit;
    const inRound = tree.has(unit.id) && (parentId === undefined || tree.parentId(unit.id) === parentId);
    if (!inRound) {
      errors.push(`${name} has ${unit.id} in a place that it does not have among the units of ${round.unitsOn}.`); // prettier-ignore
      continue;
    }
    const lines: readonly (readonly [Scope, PublishedLine])[] = [
      [WHOLE, unit.whole],
      ...unit.factors.map((line) => [{ kind: 'factor', id: line.id }, line] as const),
      ...unit.questions.map((line) => [{ kind: 'question', id: line.id }, line] as const),
    ];
    for (const [scope, { counts }] of lines) {
      if (!counts) continue;
      const [score = 0, answers = 0] = momentsOf(plan, scope, cells.cell(unit.id)).sums;
      if (score === counts.score && answers === counts.answers) continue;
      const what = scope.kind === 'whole' ? unit.id : `${unit.id}, ${scope.kind} ${scope.id}`;
      errors.push(
        `${name} says ${counts.score} of ${counts.answers} for ${what}; the records give ${score} of ${answers}.`,
      );
    }
  }
  return errors;
}
