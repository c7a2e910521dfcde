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

// A fresh form starts with the time zone of the browser; a list only if it has it.
for (const field of document.querySelectorAll('[data-browser-timezone]')) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!field.options) field.value = zone;
    else if ([...field.options].some((option) => option.value === zone)) field.value = zone;
}

// Rules are edited in place: only the parts of the page that they bear on are renewed, and what was open stays open.
const editInPlace = async (form, submitter) => {
    const part = form.closest('[data-in-place]');
    part.setAttribute('aria-busy', 'true');
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const parts = [...document.querySelectorAll('[data-in-place]')];
    if (!parts.every((old) => fresh.getElementById(old.id))) {
        location.reload();
        return;
    }
    const open = [...document.querySelectorAll('[data-in-place] details[open][id]')].map((details) => details.id);
    for (const old of parts) old.replaceWith(fresh.getElementById(old.id));
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    const renewed = document.getElementById(part.id);
    const news = fresh.querySelector('[data-news]');
    if (news) renewed.querySelector('h2').after(news);
    const again = [...renewed.querySelectorAll('form')].find((other) => other.action === form.action);
    (again?.querySelector('[aria-invalid], select, input:not([type="hidden"])') ?? renewed.querySelector('#verdict'))?.focus();
};

document.addEventListener('submit', (event) => {
    const part = event.target.closest('[data-in-place="edited"]');
    if (!part) return;
    event.preventDefault();
    if (part.getAttribute('aria-busy')) return;
    // whatever goes wrong, the browser shows what came of it
    editInPlace(event.target, event.submitter).catch(() => event.target.submit());
});

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

// A page that shows what goes on keeps itself up to date: often while something is busy, now and then otherwise.
const livePage = document.querySelector('[data-live-page]');
if (livePage) {
    const wanted = livePage.querySelector('[data-live-switch]');
    const news = livePage.querySelector('[data-live-news]');
    const busy = () => [...livePage.querySelectorAll('[data-busy]')];
    wanted.hidden = false;

    const renew = (old, fresh) => {
        const form = old.contains(document.activeElement) && document.activeElement.form;
        if (old.dataset.busy && !fresh.dataset.busy) {
            const text = document.createElement('p');
            text.className = 'notice notice-info';
            text.textContent = fresh.dataset.result;
            news.replaceChildren(text);
        }
        old.replaceWith(fresh);
        // whoever had come as far as this button by keyboard is there still
        if (form) fresh.querySelector(`form[action="${form.getAttribute('action')}"] button`)?.focus();
    };

    const refresh = async () => {
        if (!wanted.querySelector('input').checked || document.hidden) return true;
        const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
        if (!answer.ok || answer.redirected) return false;
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const old of livePage.querySelectorAll('[data-live]')) {
            const part = fresh.getElementById(old.id);
            if (part) renew(old, part);
        }
        return true;
    };

    const keepUp = () => setTimeout(async () => {
        // whoever is signed out meanwhile sees it at the next click; a server that is gone may come back
        if (await refresh().catch(() => true)) keepUp();
    }, busy().length ? 1000 : 15000);
    keepUp();
}
