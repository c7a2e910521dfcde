// Makes pages nicer where scripts are on; everything works without it.
'use strict';

// Buttons that copy the text in data-copy; hidden until a clipboard is there.
for (const button of document.querySelectorAll('[data-copy]')) {
    if (!navigator.clipboard) break;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = button.dataset.copied || label;
        setTimeout(() => { button.textContent = label; }, 2500);
    });
}

// A fresh form starts with the time zone of the browser, if the list has it.
for (const select of document.querySelectorAll('select[data-browser-timezone]')) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const option = [...select.options].find((candidate) => candidate.value === zone);
    if (option) option.selected = true;
}

// A form that is on its way is not sent again by a double click.
document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    // after the browser has read the fields, of which a pressed button may be one
    setTimeout(() => {
        for (const button of form.querySelectorAll('button:not([type="button"])')) button.disabled = true;
    });
});

// The way back may show the page as it was left.
window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll('form[method="post"] button:disabled')) button.disabled = false;
});
