// What a page does in the browser: connects, says when it is not connected and comes back by itself, takes the pointer over charts.
(() => {
    const lost = document.getElementById('lost');
    const state = { down: false, tries: 0, wake: () => {} };

    const now = () => new Date().toLocaleTimeString([], { hour12: false });

    function showLost(isLost) {
        document.documentElement.classList.toggle('is-lost', isLost);
        lost.hidden = !isLost;
        if (isLost) {
            document.getElementById('lost-since').textContent = `since ${now()}.`;
        }
    }

    const pause = milliseconds => new Promise(done => {
        state.wake = done;
        setTimeout(done, milliseconds);
    });

    async function answers(path) {
        try {
            return (await fetch(path, { cache: 'no-store' })).ok;
        } catch {
            return false;
        }
    }

    // A silo that was only out of reach has the page still; one that started anew does not, and the page is loaded again.
    async function comeBack() {
        for (let wait = 500; state.down; wait = Math.min(wait * 1.5, 5000)) {
            document.getElementById('lost-tries').textContent = state.tries > 0 ? `, ${state.tries} times so far` : '';
            if (await answers('/health/live')) {
                let isBack = false;
                try {
                    isBack = await Blazor.reconnect();
                } catch {
                    isBack = false;
                }
                if (!state.down) {
                    return;
                }
                if (isBack === false && await answers('/health/ready')) {
                    location.reload();
                    return;
                }
            }
            state.tries++;
            await pause(wait);
        }
    }

    function down() {
        if (!state.down) {
            state.down = true;
            state.tries = 0;
            showLost(true);
            comeBack();
        }
    }

    function up() {
        state.down = false;
        showLost(false);
    }

    if (window.Blazor) {
        Blazor.start({
            circuit: { reconnectionHandler: { onConnectionDown: down, onConnectionUp: up } },
            // A link that is followed before the page is connected loads the next page whole: merging it into one that just comes alive mixed the two, or left it dead.
            ssr: { disableDomPreservation: true },
        }).catch(down);
        // A page that could not connect at all is loaded again once the silo answers.
        setTimeout(() => document.documentElement.classList.contains('is-live') || down(), 15000);
        // The framework shows it, by its style, when code of the page failed where nothing caught it: the page does not change any more.
        const stopped = document.getElementById('blazor-error-ui');
        new MutationObserver((_, watch) => {
            watch.disconnect();
            stopped.style.display = 'flex';
            document.documentElement.classList.add('is-lost');
            document.getElementById('stopped-at').textContent = `at ${now()}.`;
        }).observe(stopped, { attributeFilter: ['style'] });
        document.getElementById('lost-retry').addEventListener('click', () => state.wake());
        window.addEventListener('online', () => state.wake());
    }

    document.addEventListener('click', event => {
        const target = event.target.closest('[data-theme-toggle],[data-skip],[data-reload]');
        if (target?.matches('[data-theme-toggle]')) {
            const root = document.documentElement;
            const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
            root.dataset.theme = isDark ? 'light' : 'dark';
            localStorage.setItem('autoscaler-theme', root.dataset.theme);
        } else if (target?.matches('[data-skip]')) {
            event.preventDefault();
            document.getElementById('content').focus();
        } else if (target?.matches('[data-reload]')) {
            event.preventDefault();
            location.reload();
        }
    });

    // Who signs out here is signed out in every window.
    document.addEventListener('submit', event => {
        if (event.target.matches('[data-sign-out]')) {
            localStorage.setItem('autoscaler-signed-out', String(Date.now()));
        }
    });
    window.addEventListener('storage', event => {
        if (event.key === 'autoscaler-signed-out') {
            location.reload();
        }
    });

    // A link from another site brings no cookie along; a step from here does.
    const signIn = document.querySelector('[data-sign-in]');
    if (signIn && !signIn.querySelector('.refusal')) {
        fetch('/dashboard/session', { cache: 'no-store' }).then(answer => {
            if (answer.status === 204) {
                const to = new URLSearchParams(location.search).get('to');
                location.replace(to?.startsWith('/dashboard') ? to : '/dashboard');
            }
        });
    }

    const charts = new WeakMap();

    function attachChart(plot, page) {
        const brush = plot.querySelector('.brush');
        const cursor = plot.querySelector('.cursor');
        const tip = plot.querySelector('.tip');
        const stop = new AbortController();
        let from = null;
        let asked = 0;
        const placeOf = event => {
            const box = plot.getBoundingClientRect();
            return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
        };

        async function describe(place) {
            const mine = ++asked;
            await new Promise(done => setTimeout(done, 40));
            // A chart that was taken off the page has nobody left to ask.
            const isGone = () => stop.signal.aborted || !plot.isConnected;
            if (mine !== asked || isGone()) {
                return;
            }
            const text = await page.invokeMethodAsync('Describe', place).catch(error => {
                if (!isGone()) {
                    throw error;
                }
            });
            if (mine !== asked || !text) {
                return;
            }
            const [when, ...rows] = text.split('\n');
            const head = document.createElement('b');
            head.textContent = when;
            tip.replaceChildren(head, ...rows.map(row => {
                const [name, value] = row.split('|');
                const line = document.createElement('span');
                line.className = `tip-${name || 'more'}`;
                line.append(Object.assign(document.createElement('i'), { textContent: name }), value);
                return line;
            }));
            tip.hidden = false;
            tip.style.left = `${place * 100}%`;
            tip.classList.toggle('left', place > 0.6);
        }

        plot.addEventListener('pointerdown', event => {
            if (event.button === 0 && event.pointerType !== 'touch') {
                from = placeOf(event);
                plot.setPointerCapture(event.pointerId);
            }
        }, { signal: stop.signal });
        plot.addEventListener('pointermove', event => {
            const place = placeOf(event);
            cursor.hidden = false;
            cursor.style.left = `${place * 100}%`;
            if (from !== null) {
                brush.hidden = false;
                brush.style.left = `${Math.min(from, place) * 100}%`;
                brush.style.width = `${Math.abs(place - from) * 100}%`;
            }
            describe(place);
        }, { signal: stop.signal });
        plot.addEventListener('pointerup', event => {
            if (from !== null) {
                const place = placeOf(event);
                page.invokeMethodAsync('Zoom', Math.min(from, place), Math.max(from, place));
            }
            from = null;
            brush.hidden = true;
        }, { signal: stop.signal });
        plot.addEventListener('pointerleave', () => {
            asked++;
            cursor.hidden = tip.hidden = true;
        }, { signal: stop.signal });
        charts.set(plot, stop);
    }

    const answersNow = () => document.documentElement.classList.add('is-live');
    window.autoscaler = { answers: answersNow, attachChart, detachChart: plot => charts.get(plot)?.abort() };
})();
