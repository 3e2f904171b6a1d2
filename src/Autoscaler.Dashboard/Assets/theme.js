// Before anything is shown, so that no page flashes in the other colours.
(() => {
    const chosen = localStorage.getItem('autoscaler-theme');
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.theme = chosen;
    }
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
    const width = matchMedia('(max-width: 760px)').matches ? 'narrow' : 'wide';
    document.cookie = `autoscaler-view=${encodeURIComponent(`${zone}|${width}`)}; path=/dashboard; max-age=31536000; samesite=strict`;
})();
