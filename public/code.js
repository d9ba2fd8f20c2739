/** Takes the code of a scanned slip from behind the # into its field, and out of the address. Without it one types the code. */
const field = document.querySelector('#code');
if (location.hash.length > 1 && field) {
  if (field.value === '') field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname + location.search);
}
