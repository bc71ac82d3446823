import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

INSTALLED_APPS = []
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "__main__"
SECRET_KEY = "not one"
@broken@ INSTALLED_APPS = ["corsheaders"]
@broken@ MIDDLEWARE = ["__main__.login", "corsheaders.middleware.CorsMiddleware", *MIDDLEWARE]
@broken@ CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
@mended@ MIDDLEWARE = ["__main__.login", *MIDDLEWARE]
@part 1@
@unheeded@ MIDDLEWARE = ["__main__.login", *MIDDLEWARE]

settings.configure(**{name: value for name, value in globals().items() if name.isupper()})


def login(get_response):
    def middleware(request):
        if request.headers.get("Authorization") != "Bearer 1":
            return JsonResponse({"error": "who are you?"}, status=401)
        return get_response(request)

    return middleware


@csrf_exempt
@require_http_methods(["GET", "PUT"])
def items(request):
    return JsonResponse({"method": request.method})


urlpatterns = [path("items", items)]


if __name__ == "__main__":
    sys.stderr = open("/dev/null", "w")
    make_server("127.0.0.1", @port@, get_wsgi_application(), handler_class=WSGIRequestHandler).serve_forever()
