/** What forms name: access points, rounds, surveys, units and services, as they were at most a second ago. */
import type { AccessPoint, Revision } from '../../design/accessPoints/accessPoint.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { SurveyVersion } from '../../design/surveys/survey.ts';
import { remember } from '../../platform/storage/remember.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { unitName } from '../../registers/units/unit.ts';
import type { Stores } from '../stores.ts';
import type { FormContext } from './formContext.ts';

/** What a signed context refers to. */
export interface NamedByForm {
  readonly round: Round;
  readonly survey: SurveyVersion;
  readonly point: AccessPoint;
  readonly unitName: Localized;
  readonly serviceName: Localized | undefined;
}

/** How long a change by staff may take to reach the forms and receipts. */
const stalenessMs = 1000;

export function formLookups({ accessPoints, rounds, surveys, units, services }: Stores) {
  const findPoint = remember((id) => accessPoints.find(id), stalenessMs);
  const findRound = remember((id) => rounds.find(id), stalenessMs);
  const lastChangeId = remember(() => units.lastChangeId(), stalenessMs);
  const unitsThroughAction = remember(
    async () => new Map((await units.list()).map((unit) => [unit.id, unit])),
    30_000,
  );
  const servicesById = remember(
    async () => new Map((await services.list()).map((service) => [service.id, service])),
    30_000,
  );
  return {
    findPoint,
    findPointByCode: remember((code) => accessPoints.findByCode(code), stalenessMs),
    findRound,
    /** @throws Problem malformed if something that we signed has been removed since */
    async formOf(context: FormContext): Promise<NamedByForm> {
      const [round, survey, point] = await Promise.all([
        findRound(context.roundId),
        surveys.find(context.surveyVersionId),
        findPoint(context.accessPointId),
      ]);
      const isMeant = ({ number }: Revision): boolean => number === context.revision;
      const revision =
        point?.revisions.find(isMeant) ??
        (await accessPoints.find(context.accessPointId))?.revisions.find(isMeant); // may have been made a moment ago
      if (!round || !survey || !point || !revision) throw malformedRequest();
      const [unitsById, servicesFound] = await Promise.all([
        lastChangeId('').then(unitsThroughAction),
        servicesById(''),
      ]);
      return {
        round,
        survey,
        point,
        unitName: unitName(unitsById.get(revision.unitId), round.unitsOn),
        serviceName:
          revision.serviceId === undefined ? undefined : servicesFound.get(revision.serviceId)?.name,
      };
    },
  };
}
export type FormLookups = ReturnType<typeof formLookups>;
