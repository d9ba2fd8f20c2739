// For mongosh: makes the replica set of docker-compose.yml and the user of the program, once; may be run again.
const secret = (name) => require('fs').readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const root = `root:${secret('mongo_root_password')}`;
const electable = ['mongo1:27017', 'mongo2:27017'];
/** The last serves nobody and is never primary, so that a backup may stop its writes for a while. */
const members = [
  ...electable.map((host, _id) => ({ _id, host })),
  { _id: 2, host: 'mongo3:27017', priority: 0, hidden: true },
];

/** The image starts a member once without its network, to make the first user: whoever comes then has to wait. */
function patiently(act) {
  for (let turn = 1; ; turn += 1) {
    try {
      return act();
    } catch (error) {
      if (turn === 30) throw error;
      sleep(2000);
    }
  }
}

const first = patiently(() => connect(`mongodb://${root}@mongo1:27017/admin?directConnection=true`));
try {
  first.adminCommand({ replSetInitiate: { _id: 'rs0', members } });
} catch (error) {
  if (error.codeName !== 'AlreadyInitialized') throw error;
}

const set = connect(
  `mongodb://${root}@${electable.join(',')}/lang-nghe?replicaSet=rs0&authSource=admin&serverSelectionTimeoutMS=60000`,
);
if (!set.getUser('lang-nghe')) {
  set.createUser({
    user: 'lang-nghe',
    pwd: secret('mongo_app_password'),
    roles: [{ role: 'readWrite', db: 'lang-nghe' }],
  });
}
print('the replica set and the user of the program are there');
