# One image for web, worker, beat and migration. Built in steps so that the last holds no build tools.
FROM node:22-bookworm-slim AS npm
WORKDIR /bygg
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

# How many tests prove each rule; the tests themselves stay outside.
FROM python:3.11-slim-bookworm AS beviser
WORKDIR /bygg
COPY cases/regelverk/beviser.py ./
COPY tests ./tests
RUN python beviser.py tests > beviser.json

FROM python:3.11-slim-bookworm AS pakker
WORKDIR /bygg
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
# Pango draws the PDFs.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin skolemiljo
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp/cache \
    DJANGO_SETTINGS_MODULE=steinkjer_skolemiljo.settings.production \
    NODE_MODULES_DIR=/app/node_modules
WORKDIR /app
COPY --from=pakker /venv /venv
COPY --from=npm /bygg/node_modules ./node_modules
COPY manage.py ./
COPY steinkjer_skolemiljo ./steinkjer_skolemiljo
COPY cases ./cases
COPY --from=beviser /bygg/beviser.json ./cases/regelverk/beviser.json
COPY procedures ./procedures
COPY annual_wheel ./annual_wheel
COPY fixtures ./fixtures
COPY templates ./templates
COPY static ./static
COPY script/container ./script/container
RUN pybabel --quiet compile --domain django --directory steinkjer_skolemiljo/locale
# The values are for this step only; nothing is served with them.
RUN SECRET_KEY=bare-for-innsamling-av-filer-0123456789-abcdefghijklmnopqrstuvwxyz ALLOWED_HOSTS=bygg.invalid \
    SITE_URL=https://bygg.invalid DATABASE_URL=postgres://bygg.invalid/bygg REDIS_URL=redis://bygg.invalid \
    python manage.py collectstatic --noinput --verbosity 0
USER skolemiljo
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=8s --start-period=60s CMD ["python", "script/container/frisk.py"]
ENTRYPOINT ["script/container/start.sh"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "steinkjer_skolemiljo.wsgi:application"]
