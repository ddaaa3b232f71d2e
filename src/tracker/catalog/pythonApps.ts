import { each } from "./rule";
import type { Rule } from "./rule";

/** Frameworks and servers written in Python. */
export function pythonAppsRules(): readonly Rule[] {
  return [
    {
      skill: "manage.py",
      example: "python manage.py makemigrations",
      category: "Run",
      phase: "execution",
      depth: 1,
      values: "--settings",
    },
    {
      skill: "manage.py test",
      example: "python manage.py test app",
      category: "Testing",
      phase: "verification",
      kind: "test",
    },
    { skill: "manage.py migrate", example: "./manage.py migrate", category: "Database" },
    { skill: "manage.py check", example: "python manage.py check", phase: "verification" },
    ...each(
      { endless: {} },
      {
        "manage.py runserver": "python3 manage.py runserver 0:8000",
        "manage.py shell": "python manage.py shell",
      },
    ),
    {
      skill: "django-admin",
      example: "django-admin startproject x",
      category: "Run",
      phase: "setup",
      depth: 1,
    },
    ...each(
      { category: "Run", phase: "execution", endless: {} },
      {
        uvicorn: "uvicorn app:app --reload",
        gunicorn: "gunicorn app:app",
        hypercorn: "hypercorn app:app",
        streamlit: "streamlit run app.py",
        gradio: "gradio app.py",
        mkdocs: "mkdocs serve",
      },
    ),
    {
      skill: "mkdocs build",
      example: "mkdocs build",
      category: "Build",
      endless: { only: "--watch" },
    },
    {
      skill: "flask",
      example: "flask routes",
      category: "Run",
      phase: "execution",
      depth: 1,
      values: "--app -A",
    },
    { skill: "flask run", example: "flask --app a run --debug", endless: {} },
    {
      skill: "fastapi",
      example: "fastapi --version",
      category: "Run",
      phase: "execution",
      depth: 1,
    },
    ...each(
      { endless: {} },
      { "fastapi dev": "fastapi dev main.py", "fastapi run": "fastapi run" },
    ),
    {
      skill: "celery",
      example: "celery -A app inspect",
      category: "Run",
      phase: "execution",
      depth: 1,
      values: "-A --app",
    },
    { skill: "celery worker", example: "celery -A app worker", endless: {} },
    {
      skill: "jupyter",
      example: "jupyter nbconvert a.ipynb",
      category: "Run",
      phase: "execution",
      depth: 1,
    },
    ...each(
      { endless: {} },
      { "jupyter lab": "jupyter lab", "jupyter notebook": "jupyter notebook" },
    ),
    ...each(
      { category: "Database", phase: "execution", depth: 1 },
      { alembic: "alembic upgrade head", dbt: "dbt run" },
    ),
    { skill: "alembic downgrade", example: "alembic downgrade -1", phase: "rollback" },
    {
      skill: "dbt test",
      example: "dbt test",
      category: "Testing",
      phase: "verification",
      kind: "test",
    },
    {
      skill: "sphinx-build",
      example: "sphinx-build docs out",
      category: "Build",
      phase: "execution",
    },
  ];
}
