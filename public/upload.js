/** Shows how much of a file has been sent. Without it the form is sent as ever, with the browser's own sign of progress. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.enctype !== 'multipart/form-data') return;
  event.preventDefault();
  const shown = document.querySelector('[data-sending]');
  const bar = shown.querySelector('progress');
  shown.hidden = false;
  form.querySelector('button').disabled = true;
  const request = new XMLHttpRequest();
  request.responseType = 'document';
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
  });
  request.addEventListener('load', () => {
    if (request.responseURL !== form.action) location.assign(request.responseURL);
    else document.body.replaceWith(document.adoptNode(request.response.body)); // the form again, with its errors
  });
  request.addEventListener('error', () => form.submit()); // the browser says what is wrong
  request.open('POST', form.action);
  request.send(new FormData(form));
});
