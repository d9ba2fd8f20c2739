/** Keeps the progress of a job up to date; without it the page has a link to look again. */
const progress = document.querySelector('[data-job]');

async function look() {
  const answer = await fetch(progress.dataset.job, { headers: { Accept: 'application/json' } });
  const isJson = answer.headers.get('Content-Type')?.includes('json');
  const job = answer.ok && isJson ? await answer.json() : undefined;
  if (!job || job.isOver) {
    location.reload();
    return;
  }
  document.querySelector('[data-state]').textContent = job.state;
  document.querySelector('[data-progress]').textContent = job.progress;
  const bar = progress.querySelector('progress');
  if (job.of !== undefined) {
    bar.max = job.of;
    bar.value = job.done;
  }
  setTimeout(lookAgain, 1000);
}

function lookAgain() {
  look().catch(() => setTimeout(lookAgain, 5000)); // the network is away for a moment
}

if (progress) setTimeout(lookAgain, 1000);
