require "action_controller/railtie"
require "rack/cors"

class ItemsController < ActionController::API
  def show
    render json: { method: request.method }
  end

  def broken
    raise "broken on purpose"
  end
end

class Application < Rails::Application
  config.eager_load = false
  config.secret_key_base = "not one"
  config.logger = Logger.new(nil)
end

class Login
  def initialize(app) = @app = app

  def call(env)
    return @app.call(env) if env["HTTP_AUTHORIZATION"] == "Bearer 1"

    [401, { "Content-Type" => "text/plain" }, ["who are you?"]]
  end
end

@broken@ Rails.application.config.middleware.use Rack::Cors do
@broken@   allow do
@broken@     origins "https://app.example.com"
@broken@     resource "*", methods: [:get, :put]
@broken@   end
@broken@ end
@told@ Rails.application.config.middleware.use Login
@broken@ Rails.application.config.middleware.insert_before 0, Login
@part 1@
Rails.application.initialize!
Rails.application.routes.draw do
  match "/items", to: "items#show", via: [:get, :put]
  get "/broken", to: "items#broken"
end
run Rails.application
