import { defaultStaffSettings } from '../../src/access/accounts/staffSettings.ts';

/** For background tasks that reach nobody outside. */
export const quietTasks = {
  settings: defaultStaffSettings,
  publicUrl: undefined,
  post: async () => 204,
  kioskKey: { derived: () => Buffer.alloc(32) },
  runJobs: async () => {},
};
