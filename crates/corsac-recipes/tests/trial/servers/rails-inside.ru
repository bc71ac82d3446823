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

@broken@ Rails.application.config.middleware.use Rack::Cors do
@broken@   allow do
@broken@     origins "https://app.example.com"
@broken@     resource "*", methods: [:get, :put]
@broken@   end
@broken@ end
@part 1@
Rails.application.initialize!
Rails.application.routes.draw do
  match "/items", to: "items#show", via: [:get, :put]
  get "/broken", to: "items#broken"
end
run Rails.application
