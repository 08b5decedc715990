/**
 * The words of a file field are the browser’s, in the browser’s language. Where scripts run a button of the page’s own stands
 * in its place and says what was chosen; without, the field is as the browser has it, and works as well.
 */
export const PHOTO_SCRIPT = `for (const field of document.querySelectorAll('input[type=file][data-choose]')) {
  const choose = Object.assign(document.createElement('label'), { htmlFor: field.id, className: 'choose', textContent: field.dataset.choose });
  const chosen = Object.assign(document.createElement('output'), { className: 'quiet' });
  const tell = () => (chosen.textContent = field.files.length === 0 ? field.dataset.none : [...field.files].map(({ name }) => name).join(field.dataset.between));
  field.classList.add('unseen');
  field.after(choose, ' ', chosen);
  field.addEventListener('change', tell);
  tell();
}
`;
