/** Publishing: the checks, a proposal, and the second account that agrees to the exact figures that will be public. */
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import { readLanguage } from '../../access/web/language.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { CheckOutcome, ToKnow } from './checks.ts';
import { readPublicationWish, readRoundOf } from './input.ts';
import {
  isCorrected,
  mayBePublished,
  publicationEntry,
  publisher,
  type Candidate,
  type PublisherOptions,
} from './proposePublication.ts';
import { mayAgree, type Publication } from '../../processing/published/publication.ts';
import { proposalsTaken, proposedTaken } from './publicationTaken.ts';
import { publicationTexts, type PublicationTexts } from './texts.ts';

const shownMax = 100;

export function publicationRoutes(options: PublisherOptions): Router {
  const router = staffRouter();
  const { stores, now } = options;
  const publishing = publisher(options);

  router.get('/staff/publications', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = publicationTexts[language];
    const isMine = (unitIds: readonly string[]) => caller.mayOnAll('publishResults', unitIds);
    const listed = await stores.publications.list(shownMax, ({ unitIds }) => isMine(unitIds));
    const closed = (await stores.rounds.list()).filter(
      (round) => mayBePublished(round, now()) && isMine(round.unitIds),
    );
    const standing = await stores.publications.listPublishedRoundIds();
    const lines = listed.map((one) => ({ id: one.id, ...wordsOf(one, t, language) }));
    const parts = lines.length > 0 ? [proposalsTaken(lines, language)] : [];
    if (await sendTaken(req, res, parts, { name: 'cong-bo', language })) return;
    renderStaffPage(
      req,
      res,
      'dissemination/publications/list',
      { title: t.title },
      {
        t,
        rounds: closed.map(({ id, title }) => ({
          name: inLanguage(title, language),
          url: `/staff/publications/new?round=${id}`,
          isCorrection: standing.has(id),
          publicUrl: standing.has(id) ? inSameLanguage(`/publications/${id}`, language) : undefined,
        })),
        publications: lines,
        take: takeLinks(req, parts, language),
      },
    );
  });

  router.get('/staff/publications/new', async (req, res) => {
    const candidate = await candidateOf(req, await readRoundOf(req));
    showNew(req, res, candidate, '', {});
  });

  router.post('/staff/publications', async (req, res) => {
    const t = publicationTexts[readLanguage(req)];
    const wish = await readPublicationWish(req);
    const candidate = await candidateOf(req, wish.round);
    const fault = faultOf(candidate, wish.whatChanged, t);
    if (fault) {
      showNew(req, res.status(422), candidate, wish.whatChanged, fault);
      return;
    }
    const askedBy = callerOfRequest(req).actor;
    const publication = await publishing.propose(candidate, { askedBy, whatChanged: wish.whatChanged });
    if (publication) {
      res.redirect(303, `/staff/publications/${publication.id}?done=asked`);
      return;
    }
    showNew(req, res.status(409), candidate, wish.whatChanged, { round: t.onItsWay });
  });

  router.get('/staff/publications/:publicationId', async (req, res) => {
    const publication = await publicationOf(req);
    const language = readLanguage(req);
    const t = publicationTexts[language];
    const { account } = callerOfRequest(req);
    const { units, round } = await stores.publications.content(publication);
    const parts = [proposedTaken(units, language)];
    const from = {
      name: `cong-bo-${publication.roundId}-${publication.number ?? publication.state}`,
      language,
      isMadeUp: round.madeUp !== undefined,
    };
    if (await sendTaken(req, res, parts, from)) return;
    const isWaiting = publication.state === 'waiting';
    renderStaffPage(
      req,
      res,
      'dissemination/publications/proposal',
      { title: t.newTitle(inLanguage(publication.roundTitle, language)), notice: noticeFor(req, t.notices) },
      {
        t,
        lines: resultTexts[language],
        publication: { ...publication, ...wordsOf(publication, t, language) },
        rows: units.map(({ name, whole }) => ({
          name: inLanguage(name, language),
          ...lineWords(whole, language),
        })),
        checks: isWaiting ? checkWords((await candidateOf(req, publication.roundId)).checks, language) : [],
        take: takeLinks(req, parts, language),
        mayAgree: mayAgree(publication, account.id),
        mayRefuse: isWaiting,
        isOwn: isWaiting && publication.askedBy.accountId === account.id,
      },
    );
  });

  router.post('/staff/publications/:publicationId/agree', async (req, res) => {
    const publication = await publicationOf(req);
    if (await publishing.isCurrent(publication)) await decide(req, res, publication, 'agreed');
    else res.redirect(303, `/staff/publications/${publication.id}?done=moved`);
  });

  router.post('/staff/publications/:publicationId/refuse', async (req, res) => {
    await decide(req, res, await publicationOf(req), 'refused');
  });

  async function decide(
    req: Request,
    res: Response,
    publication: Publication,
    state: 'agreed' | 'refused',
  ): Promise<void> {
    const by = callerOfRequest(req).actor;
    const isAllowed = state === 'refused' || mayAgree(publication, by.accountId);
    const decision = { state, decidedBy: by, decidedAt: now() };
    const entry = publicationEntry(`publication.${state}`, publication, { at: now(), by });
    const isDecided = isAllowed && (await stores.publications.decide(publication.id, decision, entry));
    res.redirect(303, `/staff/publications/${publication.id}?done=${isDecided ? state : 'late'}`);
  }

  /** @throws Problem notFound */
  async function publicationOf(req: Request): Promise<Publication> {
    const publication = await stores.publications.find(String(req.params['publicationId']));
    if (!publication) throw notYours();
    callerOfRequest(req).demand('publishResults', publication.unitIds);
    return publication;
  }

  /** @throws Problem notFound */
  async function candidateOf(req: Request, roundId: string): Promise<Candidate> {
    const round = await stores.rounds.find(roundId);
    if (!round || !mayBePublished(round, now())) throw notYours();
    callerOfRequest(req).demand('publishResults', round.unitIds);
    return await publishing.candidate(round);
  }

  return router;
}

function showNew(
  req: Request,
  res: Response,
  candidate: Candidate,
  whatChanged: string,
  faults: Readonly<Record<string, string>>,
): void {
  const language = readLanguage(req);
  const t = publicationTexts[language];
  const { round, checks, known } = candidate;
  const field = {
    id: 'whatChanged',
    label: t.whatChanged,
    hint: t.whatChangedHint,
    value: whatChanged,
    rows: 4,
    fault: faults['whatChanged'],
  };
  renderStaffPage(
    req,
    res,
    'dissemination/publications/new',
    { title: t.newTitle(inLanguage(round.title, language)) },
    {
      t,
      roundId: round.id,
      madeUp: round.madeUp && inLanguage(round.madeUp, language),
      checks: checkWords(checks, language),
      known: knownWords(known, language),
      mayAsk: checks.every(({ isPassed }) => isPassed),
      faults,
      fields: isCorrected(candidate) ? [field] : [],
    },
  );
}

function faultOf(
  candidate: Candidate,
  whatChanged: string,
  t: PublicationTexts,
): Readonly<Record<string, string>> | undefined {
  if (!candidate.checks.every(({ isPassed }) => isPassed)) return { round: t.blocked };
  return isCorrected(candidate) && whatChanged === '' ? { whatChanged: t.whatChangedMissing } : undefined;
}

function numberText(units: number, language: PageLanguage): string {
  return decimalText({ units, decimals: 0 }, language);
}

function checkWords(checks: readonly CheckOutcome[], language: PageLanguage) {
  const t = publicationTexts[language];
  return checks.map(({ id, isPassed, found }) => ({
    isPassed,
    state: isPassed ? t.passed : t.failed,
    text: t.checks[id](numberText(found, language)),
  }));
}

function knownWords(known: ToKnow, language: PageLanguage): string[] {
  const t = publicationTexts[language];
  const say = (count: number) => numberText(count, language);
  return [
    t.hidden(say(known.hiddenFigures), say(known.shownFigures)),
    t.annulmentsWaiting(say(known.annulmentsWaiting)),
    t.paperOpen(say(known.paperOpen)),
    t.unconfirmed(say(known.unconfirmed)),
  ];
}

function wordsOf(publication: Publication, t: PublicationTexts, language: PageLanguage) {
  const { roundTitle, number, state, askedBy, decidedBy } = publication;
  return {
    round: inLanguage(roundTitle, language),
    number: number === undefined ? '' : String(number),
    state: t.states[state],
    askedBy: askedBy.name,
    decidedBy: decidedBy?.name ?? '',
  };
}
