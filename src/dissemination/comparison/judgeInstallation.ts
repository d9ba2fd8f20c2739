/**
 * Decides about one installation, from what it answers: whether it has published the round, whether `recompute.mjs`, the
 * script that outsiders run, finds the publication right under the pinned key, and whether its ledger extends the one of
 * the last time.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { loadVerifier, type WitnessLine } from '../../collection/ledger/verifier.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { projectFolder } from '../../platform/projectFolder.ts';
import { NoAnswer, type AnswerReader } from './answers.ts';
import type { ListedInstallation } from './installationList.ts';
import {
  openList,
  openPublication,
  readOpenData,
  type OpenContent,
  type OpenList,
  type OpenPublication,
} from './openData.ts';
import { reason, type Reason } from './reason.ts';

/** Which round is compared: by the year in which it ended in Viet Nam, or by its title or id. */
export type Wanted = { readonly year: string } | { readonly label: string };

/** What was seen of an installation; the next time must not show less. */
export interface Seen {
  readonly checkpoint: WitnessLine;
  readonly roundId: string;
  readonly number: number;
}

export interface Verified {
  readonly content: OpenContent;
  /** Hash of the content, which the ledger holds. */
  readonly hash: string;
  readonly seen: Seen;
}

export type Verdict = Verified | { readonly reason: Reason };

/** Ends the judging with a reason. */
class Refusal extends Error {
  readonly reason: Reason;
  constructor(given: Reason) {
    super(given.kind);
    this.reason = given;
  }
}

export interface Judging {
  readonly installation: ListedInstallation;
  readonly wanted: Wanted;
  readonly answers: AnswerReader;
  readonly seenBefore: Seen | undefined;
  readonly now: Date;
}

export async function judgeInstallation(judging: Judging): Promise<Verdict> {
  try {
    return await judged(judging);
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.reason };
    if (error instanceof NoAnswer) return { reason: reason('unreachable', error.message) };
    throw error;
  }
}

/** @throws Refusal, NoAnswer */
async function judged({ installation, wanted, answers, seenBefore, now }: Judging): Promise<Verified> {
  const list = readOpenData(openList, await answers.get('publications.json', '/publications.json'));
  if (!list) throw new Refusal(reason('unreadable', '/publications.json'));
  const { roundId, number } = chosen(list.publications, wanted);
  const path = `/publications/${encodeURIComponent(roundId)}/${number}.json`;
  const published = readOpenData(openPublication, await answers.get('publication.json', path));
  await verify(answers.pathOf('publication.json'), installation.key);
  if (!published) throw new Refusal(reason('unreadable', path));
  const { content, hash } = published;
  const { round } = content;
  const isAsked = round.id === roundId && content.number === number && isWanted(round, wanted);
  if (!isAsked)
    throw new Refusal(
      reason('otherPeriod', `${round.title.vi}, ${endYear(round)}`, Object.values(wanted)[0]!),
    );
  const isOlder = seenBefore?.roundId === roundId && number < seenBefore.number;
  if (isOlder) throw new Refusal(reason('older', String(number), String(seenBefore.number)));
  const checkpoint = await witnessed(published, { installation, answers, seenBefore, now });
  const whole = content.units.filter(({ parentId }) => parentId === undefined);
  if (whole.length !== 1) throw new Refusal(reason('severalUnits', ...whole.map(({ name }) => name.vi)));
  return { content: { ...content, units: whole }, hash, seen: { checkpoint, roundId, number } };
}

type Listed = OpenList['publications'][number];

/** The latest publication of the only round that is wanted. @throws Refusal */
function chosen(publications: readonly Listed[], wanted: Wanted): Listed {
  const latest = new Map<string, Listed>();
  for (const one of publications)
    if (one.number > (latest.get(one.roundId)?.number ?? 0)) latest.set(one.roundId, one);
  const all = [...latest.values()];
  const titles = (of: readonly Listed[]) => of.map(({ roundTitle }) => roundTitle.vi);
  const [found, ...more] = all.filter(({ roundId, roundTitle, closesAt }) =>
    isWanted({ id: roundId, title: roundTitle, closesAt }, wanted),
  );
  if (!found) throw new Refusal(reason('nothingPublished', ...titles(all)));
  if (more.length > 0) throw new Refusal(reason('severalRounds', ...titles([found, ...more])));
  return found;
}

function isWanted(round: Pick<OpenContent['round'], 'id' | 'title' | 'closesAt'>, wanted: Wanted): boolean {
  if ('year' in wanted) return endYear(round) === wanted.year;
  return round.id === wanted.label || Object.values(round.title).includes(wanted.label);
}

/** Year of the last day of a round, in Viet Nam. */
export function endYear({ closesAt }: { readonly closesAt: string }): string {
  return dayOf(new Date(Date.parse(closesAt) - 1)).slice(0, 4);
}

const checkMs = 60_000;

/** Runs the very file that outsiders get, as a process. @throws Refusal with what it says is wrong */
async function verify(publicationFile: string, key: string): Promise<void> {
  const script = join(projectFolder(), 'docs', 'recompute.mjs');
  const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) => {
    const args = [script, publicationFile, '--key', key];
    execFile(process.execPath, args, { timeout: checkMs, maxBuffer: 10_000_000 }, (error, stdout) =>
      resolve({ code: error ? error.code : 0, output: stdout }),
    );
  });
  if (code === 0) return;
  if (code === 2) throw new Refusal(reason('notInLedger'));
  const claims = [...output.matchAll(/^ERROR (.*)$/gm)].map(([, claim = '']) => claim);
  if (claims.length === 0) throw new Refusal(reason('unreadable', 'publication.json'));
  if (claims.includes('the ledger has the key that you gave')) throw new Refusal(reason('otherKey'));
  throw new Refusal(reason('notVerified', ...claims));
}

/**
 * Holds the checkpoint of the proof against the last one that was seen, as a witness does.
 *
 * @throws Refusal, NoAnswer
 */
async function witnessed(
  { proof }: OpenPublication,
  { installation, answers, seenBefore, now }: Omit<Judging, 'wanted'>,
): Promise<WitnessLine> {
  const verifier = await loadVerifier();
  const [name] = installation.key.split('+');
  const get = async (path: string): Promise<string> => {
    if (path === '/ledger/keys.json') return JSON.stringify({ name, keys: proof.keys });
    if (path === '/ledger/checkpoint.txt') return proof.checkpoint ?? '';
    return await answers.get('consistency.json', path);
  };
  const kept = seenBefore ? [seenBefore.checkpoint] : [];
  try {
    return (await verifier.visit(kept, get, now.getTime())) ?? seenBefore!.checkpoint;
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    if (error instanceof verifier.VerificationError) throw new Refusal(reason('rewritten', error.message));
    throw new Refusal(reason('unreadable', 'proof'));
  }
}
