/**
 * Who may do what. An account holds a role for a unit and all units below it, for a period; a permission applies where
 * one of the account's roles includes it. This table is the only place that maps roles to permissions: menus, routes,
 * pages and docs/authority.md are derived from it.
 */
import type { Messages } from '../../platform/text/catalogue.ts';
import type { Role } from './role.ts';

/** Each is a message: a phrase that follows "may". */
export type Permission = keyof Messages['access/permissions'];

const rolesWith: Readonly<Record<Permission, readonly Role[]>> = {
  seeAccounts: ['administrator', 'auditor'],
  changeAccounts: ['administrator'],
  seeRetention: ['administrator', 'auditor'],
  setRetention: ['administrator'],
  trustCertificates: ['administrator'],
  setLanguages: ['administrator'],
  setBrand: ['administrator'],
  seeHolidays: ['administrator', 'manager', 'officer', 'clerk', 'auditor'],
  keepHolidays: ['administrator'],
  readAudit: ['administrator', 'auditor'],
  seeQuality: ['manager', 'auditor'],
  annul: ['manager'],
  erase: ['manager'],
  seeCases: ['manager', 'officer', 'clerk'],
  screenCases: ['manager', 'clerk'],
  answerCases: ['officer'],
  keepAlerts: ['manager'],
  spotCheck: ['auditor'],
  seeKiosks: ['administrator', 'manager', 'officer', 'auditor'],
  pairKiosks: ['administrator', 'manager'],
  printPosters: ['administrator', 'manager', 'officer'],
  makeCodes: ['manager'],
  makeAccessPoints: ['administrator', 'manager'],
  enterPaper: ['manager', 'clerk'],
  interview: ['interviewer'],
  importAnswers: ['manager'],
  seeAccessPoints: ['administrator', 'manager', 'officer', 'clerk', 'interviewer', 'analyst', 'auditor'],
  changeUnits: ['manager'],
  changeServices: ['manager'],
  seeCaseloads: ['manager', 'officer', 'analyst', 'auditor'],
  keepCaseloads: ['manager'],
  seeReportedFigures: ['manager', 'officer', 'analyst', 'auditor'],
  keepReportedFigures: ['manager'],
  runRounds: ['manager'],
  seeImprovementActions: ['manager', 'officer', 'analyst', 'auditor'],
  keepImprovementActions: ['manager', 'officer'],
  seeScorecards: ['manager', 'officer', 'analyst', 'auditor'],
  writeCriteria: ['manager'],
  scoreOwn: ['officer'],
  appraiseScorecards: ['manager', 'analyst'],
  decideScorecards: ['manager'],
  seeCommendations: ['manager', 'auditor'],
  keepCommendations: ['manager'],
  planSamples: ['manager'],
  downloadResults: ['manager', 'officer', 'analyst', 'auditor', 'researcher'],
  downloadMicrodata: ['researcher'],
  analyse: ['analyst'],
  keepFrames: ['manager'],
  publishResults: ['manager'],
  makeReports: ['manager', 'officer', 'analyst'],
  followRounds: ['manager', 'officer', 'clerk', 'analyst'],
  seeSurveys: ['administrator', 'manager', 'officer', 'analyst', 'auditor'],
  writeSurveys: ['manager'],
  seeMethods: ['administrator', 'manager', 'officer', 'analyst', 'auditor'],
  draftMethods: ['manager', 'analyst'],
  tryMethods: ['manager', 'analyst'],
  publishMethods: ['manager'],
};

export function allows(role: Role, permission: Permission): boolean {
  return rolesWith[permission].includes(role);
}
