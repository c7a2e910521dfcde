// Makes pages nicer where scripts are on; everything works without it.
'use strict';

// What a page shows differently where scripts are on; also for parts of it that arrive later.
const enhance = () => {
    // Buttons that copy the text in data-copy; hidden until a clipboard is there.
    for (const button of navigator.clipboard ? document.querySelectorAll('[data-copy][hidden]') : []) {
        const label = button.textContent;
        button.hidden = false;
        button.addEventListener('click', async () => {
            await navigator.clipboard.writeText(button.dataset.copy);
            button.textContent = button.dataset.copied || label;
            setTimeout(() => { button.textContent = label; }, 2500);
        });
    }
    // Buttons that hand a link to the other apps of a phone; hidden where there is no such thing.
    for (const button of navigator.share ? document.querySelectorAll('[data-share][hidden]') : []) {
        button.hidden = false;
        button.addEventListener('click', () => {
            // closing the list of apps is a change of mind
            navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {});
        });
    }
    // A time zone that is the reader's own goes without saying.
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const zone of document.querySelectorAll('[data-zone]')) if (zone.dataset.zone === own) zone.remove();
};
enhance();

// How far the clock of this browser is from that of the server, which told its time as it answered.
for (const server of document.querySelectorAll('[data-server-clock]')) {
    const answered = performance.timeOrigin + performance.getEntriesByType('navigation')[0].responseStart;
    const seconds = Math.round((answered - Date.parse(server.dateTime)) / 1000);
    const { same, ahead, behind } = server.dataset;
    const text = Math.abs(seconds) < 5 ? same : seconds > 0 ? ahead : behind;
    document.querySelector('[data-clock-offset]').textContent = text.replace('#', Math.abs(seconds));
}

// A button that is being pressed must not move away beneath the pointer.
let pressed = null;
document.addEventListener('mousedown', () => {
    pressed = new Promise((done) => {
        document.addEventListener('mouseup', () => setTimeout(done), { once: true });
    });
}, true);

// The browser says what is wrong as soon as a field is left; the server decides.
document.addEventListener('change', async ({ target: field }) => {
    const place = field.closest('.field');
    if (!place || !field.validity) return;
    await pressed;
    const id = `${field.id}-error`;
    document.getElementById(id)?.remove();
    const texts = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((text) => text && text !== id);
    if (field.validity.valid) {
        field.removeAttribute('aria-invalid');
    } else {
        const error = document.createElement('p');
        error.className = 'field-error';
        error.id = id;
        error.textContent = field.validationMessage;
        place.append(error);
        texts.push(id);
        field.setAttribute('aria-invalid', 'true');
    }
    field.setAttribute('aria-describedby', texts.join(' '));
});

// A page that tells of a mistake begins there: at the field, or at what it says.
const mistake = document.querySelector('main [aria-invalid="true"]')
    ?? document.querySelector('[role="alert"]')
    ?? document.querySelector('main .field-error');
if (mistake) {
    // what is no field takes the focus only if it may
    if (mistake.matches('[role="alert"], .field-error')) mistake.tabIndex = -1;
    mistake.focus();
}

// What was typed into some forms outlives a reload, in this tab alone and until another page says that it has arrived.
if (!document.querySelector('form[data-keep], .trouble')) sessionStorage.removeItem(sessionStorage.getItem('sent'));
sessionStorage.removeItem('sent');
for (const form of document.querySelectorAll('form[data-keep]')) {
    const key = `kept ${location.pathname}`;
    const fields = [...form.elements].filter((field) => field.name && !['hidden', 'password'].includes(field.type));
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    for (const field of fields.filter((one) => one.name in kept && !one.hasAttribute('aria-invalid'))) {
        if (field.type === 'checkbox') field.checked = kept[field.name];
        else if (!field.value) field.value = kept[field.name];
    }
    form.addEventListener('input', () => {
        const typed = fields.map((field) => [field.name, field.type === 'checkbox' ? field.checked : field.value]);
        sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(typed)));
    });
    form.addEventListener('submit', () => sessionStorage.setItem('sent', key));
}

// A fresh form starts with the time zone of the browser; a list only if it has it.
for (const field of document.querySelectorAll('[data-browser-timezone]')) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!field.options) field.value = zone;
    else if ([...field.options].some((option) => option.value === zone)) field.value = zone;
}

// Some forms work in place: the page is renewed around them, and what was typed elsewhere or is open stays.
const announcement = document.createElement('p');
announcement.className = 'visually-hidden';
announcement.setAttribute('role', 'status');
document.body.append(announcement);

const path = (form) => new URL(form.action).pathname;
const twin = (form, page) => [...page.querySelectorAll('form')].find((other) => path(other) === path(form));
const title = (details) => details.id || details.querySelector('summary').textContent;

const sentOpen = new WeakMap();
for (const details of document.querySelectorAll('details')) sentOpen.set(details, details.open);

const keepOpen = (from, to) => {
    const olds = [...from.querySelectorAll('details')];
    for (const details of to.querySelectorAll('details')) {
        sentOpen.set(details, details.open);
        const same = olds.filter((old) => title(old) === title(details));
        // what the reader closed stays closed, but not what only now comes open
        const news = details.open && !same.some((old) => sentOpen.get(old));
        if (same.length) details.open = news || same.some((old) => old.open);
    }
};

const carryOver = (from, to, sent) => {
    for (const form of from.querySelectorAll('form')) {
        const fields = form === sent ? [] : [...form.elements];
        const others = [...(twin(form, to)?.elements ?? [])];
        for (const field of fields.filter((one) => one.name && !['hidden', 'submit'].includes(one.type))) {
            const box = field.type === 'checkbox';
            const other = others.find((one) => one.name === field.name && (!box || one.value === field.value));
            if (other && box) other.checked = field.checked;
            else if (other) other.value = field.value;
        }
    }
    keepOpen(from, to);
};

const shownForms = (list) => [...list?.querySelectorAll('form') ?? []].filter((form) => form.checkVisibility());

const showInPlace = (fresh, form, refused) => {
    const main = document.querySelector('main');
    const part = form.closest('[data-in-place]').id;
    const line = shownForms(form.closest('[data-lines]')).indexOf(form);
    carryOver(main, fresh.querySelector('main'), form);
    // what these forms do not change stays as it is, on whatever page of a list it is
    for (const old of main.querySelectorAll('[data-stays]')) fresh.getElementById(old.id)?.replaceWith(old);
    main.replaceWith(fresh.querySelector('main'));
    enhance();

    const renewed = document.getElementById(part);
    const news = fresh.querySelector('[data-news]');
    const title = renewed.querySelector('h2');
    if (news && title) title.after(news);
    else if (news) renewed.prepend(news);
    if (renewed.closest('.tab-panels')) renewed.classList.add('tab-open');
    const told = renewed.querySelector('#verdict p')?.textContent ?? '';
    announcement.textContent = `${news?.textContent ?? ''} ${told}`;
    const lines = line < 0 ? [] : shownForms(renewed.querySelector('[data-lines]')).map((one) => one.querySelector('button'));
    const next = refused
        ? renewed.querySelector('[aria-invalid], .field-error') ?? news
        : lines[Math.min(line, lines.length - 1)] ?? title;
    // a line that is no field takes the focus only if it may
    if (next?.matches('.field-error, [data-news]')) next.tabIndex = -1;
    next?.focus();
    renewed.querySelector('[data-uncovered]')?.scrollIntoView({ block: 'center' });
    coverSoon();
};

// A part that was kept open makes room for the one that is asked for.
window.addEventListener('hashchange', () => {
    for (const part of document.querySelectorAll('.tab-open')) part.classList.remove('tab-open');
});

const sendInPlace = async (form, submitter) => {
    const part = form.closest('[data-in-place]');
    part.setAttribute('aria-busy', 'true');
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (fresh.getElementById(part.id)) showInPlace(fresh, form, answer.status === 422);
    else form.submit();
};

document.addEventListener('submit', (event) => {
    const part = event.target.closest('[data-in-place]');
    if (!part || event.target.target) return;
    event.preventDefault();
    if (part.getAttribute('aria-busy')) return;
    // whatever goes wrong, the browser shows what comes of it
    sendInPlace(event.target, event.submitter).catch(() => event.target.submit());
});

// A form that is on its way is not sent again by a double click.
document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post' || form.target) return;
    // after the browser has read the fields, of which a pressed button may be one
    setTimeout(() => {
        for (const button of form.querySelectorAll('button:not([type="button"])')) button.disabled = true;
    });
});

// Enter in a part that has a button of its own presses that one, not the first of the form.
document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input')) return;
    const button = event.target.closest('details')?.querySelector('button[type="submit"]');
    if (!button || button.form !== event.target.form) return;
    event.preventDefault();
    button.click();
});

// The way back may show the page as it was left.
window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    // what was uncovered is covered again
    if (document.querySelector('[data-uncovered]')) location.reload();
    for (const button of document.querySelectorAll('form[method="post"] button:disabled')) button.disabled = false;
});

// An open name covers itself: after a minute, and as soon as another tab or application is in front.
const cover = () => {
    const open = document.querySelector('[data-uncovered]');
    if (open) location.replace(open.dataset.cover);
};
let minute = 0;
const coverSoon = () => {
    clearTimeout(minute);
    if (document.querySelector('[data-uncovered]')) minute = setTimeout(cover, 60000);
};
coverSoon();
// not at once: a page that is being left must not be asked for another one
document.addEventListener('visibilitychange', () => { if (document.hidden) setTimeout(cover); });

// A page that shows what goes on keeps itself up to date: often while something is busy, now and then otherwise.
const livePage = document.querySelector('[data-live-page]');
if (livePage) {
    const wanted = livePage.querySelector('[data-live-switch]');
    const news = livePage.querySelector('[data-live-news]');
    const busy = () => [...livePage.querySelectorAll('[data-busy]')];
    wanted.hidden = false;

    // A link, a summary or a button is the same one where it leads to, opens or does the same.
    const what = (one) => one.form?.action ?? one.href ?? title(one.parentElement);
    const alike = (part, one) => [...part.querySelectorAll('a, summary, button')].filter((other) => what(other) === what(one));

    const renew = (old, fresh) => {
        const focused = old.querySelector('a:focus, summary:focus, button:focus');
        const place = focused ? alike(old, focused).indexOf(focused) : -1;
        if (old.dataset.busy && !fresh.dataset.busy) {
            const text = document.createElement('p');
            text.className = 'notice notice-info';
            text.textContent = fresh.dataset.result;
            news.replaceChildren(text);
        }
        keepOpen(old, fresh);
        old.replaceWith(fresh);
        // the keyboard focus stays where it was, or near what is no longer there
        if (focused) (alike(fresh, focused)[place] ?? fresh.querySelector('summary'))?.focus();
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
        // a sign-out shows at the next click; a server that is gone may come back
        if (await refresh().catch(() => true)) keepUp();
    }, busy().length ? 1000 : 15000);
    keepUp();
}
